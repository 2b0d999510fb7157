import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useIsDrawn } from './hooks.ts';

export type Easing = ComponentType<{ readonly children: ReactNode }>;

/** The library that eases panels in: it comes after the first picture, and until then they are simply there. */
export function useEasing(): Easing | null {
  const [easing, setEasing] = useState<{ readonly Panel: Easing } | null>(null);
  const isDrawn = useIsDrawn();
  useEffect(() => {
    let wanted = isDrawn;
    if (wanted) {
      void import('./easing.tsx').then(({ EasedPanel }) => {
        if (wanted) setEasing({ Panel: EasedPanel });
      });
    }
    return () => {
      wanted = false;
    };
  }, [isDrawn]);
  return easing?.Panel ?? null;
}

/** What it eases with is settled when it appears: a panel that is being read is not put up anew. */
export function Eased({
  easing,
  children,
}: {
  readonly easing: Easing | null;
  readonly children: ReactNode;
}) {
  const [Panel] = useState(() => easing);
  return Panel ? <Panel>{children}</Panel> : children;
}
