import { domAnimation, LazyMotion, MotionConfig } from 'framer-motion';
import * as m from 'framer-motion/m';
import type { ReactNode } from 'react';

const FROM = { opacity: 0, y: 6 };
const TO = { opacity: 1, y: 0 };
const EASE = { duration: 0.16, ease: [0.2, 0, 0.2, 1] } as const;

/** A panel comes in from below, and stands still for whoever wants no movement. */
export function EasedPanel({ children }: { readonly children: ReactNode }) {
  return (
    <LazyMotion features={domAnimation} strict>
      <MotionConfig reducedMotion="user" transition={EASE}>
        <m.div initial={FROM} animate={TO}>
          {children}
        </m.div>
      </MotionConfig>
    </LazyMotion>
  );
}
