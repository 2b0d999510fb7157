import { ChevronDown, Zap } from 'lucide-react';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { ActSpec } from '../parts/contract.ts';
import { formatMoment } from '../player/clock.ts';
import type { RawSetting } from '../scenario/types.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { actPhrase, hurt, usualLength } from './acts.ts';
import type { TablePart } from './design.ts';
import { useTable } from './hooks.ts';
import { LengthField } from './LengthField.tsx';
import { refusalOf } from './PartInspector.tsx';
import { SettingField } from './SettingField.tsx';

/** What can be done to a part, at the moment on the screen; while it plays as well as when it stands. */
export function Hurt({ part }: { readonly part: TablePart }) {
  const { table, catalog } = useTable();
  const acts = Object.entries(catalog.get(part.kind)?.acts ?? {});
  return (
    <>
      <When />
      <ul className="hurts">
        {acts.map(([act, spec]) => (
          <HurtRow
            key={act}
            spec={spec}
            onHurt={(values, lasts) => hurt(table, catalog, part.id, act, values, lasts)}
          />
        ))}
      </ul>
    </>
  );
}

/** The moment at which it would happen. */
export function When() {
  const { table } = useTable();
  const at = useStore(table.player.store, ({ t, end }) => (t >= end ? null : formatMoment(t)));
  return (
    <p className="ui-hint">
      {at === null ? (
        'The run is over here: go back in time, and do it there.'
      ) : (
        <>
          It happens at the playhead: <span className="figures">{at}</span>.
        </>
      )}
    </p>
  );
}

export interface HurtRowProps {
  readonly spec: ActSpec;
  /** @param values what differs from the defaults @returns false when it was refused */
  readonly onHurt: (values: Readonly<Record<string, RawSetting>>, lasts: string | null) => boolean;
}

/** One button that says what happens, and the fields behind it. */
export function HurtRow({ spec, onHurt }: HurtRowProps) {
  const { table } = useTable();
  const [values, setValues] = useState<Readonly<Record<string, RawSetting>>>({});
  const [lasts, setLasts] = useState(() => usualLength(spec));
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isOver = useStore(table.player.store, ({ t, end }) => t >= end);
  const fields = useId();
  const says = actPhrase(spec, values, lasts);
  const hasFields = spec.lasts || Object.keys(spec.settings).length > 0;
  return (
    <li>
      <div className="hurt-row">
        <Button
          className="hurt-do"
          disabled={isOver}
          title={spec.says}
          onClick={() => setProblem(onHurt(values, lasts) ? null : refusalOf(table))}
        >
          {says}
        </Button>
        {hasFields && (
          <IconButton
            label={`Change how: ${spec.title}`}
            aria-expanded={isOpen}
            aria-controls={isOpen ? fields : undefined}
            className="hurt-more"
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronDown size={15} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {problem && (
        <p className="ui-problem" role="alert">
          {problem}
        </p>
      )}
      {isOpen && (
        <div className="hurt-fields" id={fields}>
          <p className="ui-hint">{spec.says}</p>
          {spec.lasts && (
            <LengthField
              lasts={lasts}
              onSet={(to) => {
                setLasts(to);
                return null;
              }}
            />
          )}
          {Object.entries(spec.settings).map(([name, one]) => (
            <SettingField
              key={name}
              name={name}
              spec={one}
              written={values[name]}
              onSet={(value) => {
                const { [name]: _before, ...others } = values;
                setValues(value === undefined ? others : { ...others, [name]: value });
                return null;
              }}
            />
          ))}
        </div>
      )}
    </li>
  );
}

/** The same acts, as they usually are, behind one small button. */
export function HurtMenu({ part }: { readonly part: TablePart }) {
  const { table, catalog } = useTable();
  const acts = Object.entries(catalog.get(part.kind)?.acts ?? {});
  const isOver = useStore(table.player.store, ({ t, end }) => t >= end);
  if (acts.length === 0) return null;
  return (
    <Disclosure
      name={`Hurt ${part.name}`}
      align="start"
      label={
        <>
          <Zap size={16} aria-hidden="true" />
          <span className="bar-word">Hurt</span>
        </>
      }
    >
      {(close) => (
        <>
          <p className="bar-menu-title">{part.name}, now</p>
          {acts.map(([act, spec]) => (
            <Button
              key={act}
              look="quiet"
              disabled={isOver}
              title={spec.says}
              onClick={() => {
                hurt(table, catalog, part.id, act, {}, usualLength(spec));
                close();
              }}
            >
              {actPhrase(spec, {}, usualLength(spec))}
            </Button>
          ))}
        </>
      )}
    </Disclosure>
  );
}
