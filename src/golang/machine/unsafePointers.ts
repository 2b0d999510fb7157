/** unsafe.Pointer: nil, or a pointer with its type, as in an interface value (see code/conversions.ts). */
import { areAlike, elementText } from './equality.ts';
import { throwFatal } from './faults.ts';
import { addressOf } from './library/operands.ts';
import type { Native } from './machine.ts';
import type { InterfaceValue } from './state.ts';

export const unsafeNatives: readonly Native[] = [
  {
    name: 'unsafe.see',
    run(m, _g, { registers }, base) {
      const [pointer, wanted] = [registers[base] as InterfaceValue | null, registers[base + 1] as number];
      if (pointer !== null && !areAlike(m, pointer.type, wanted))
        throwFatal(
          'fatal',
          `this lab's Go cannot see a ${elementText(m, pointer.type)} as a ${elementText(m, wanted)}`,
        );
      registers[base] = pointer === null ? null : pointer.value;
      return 'done';
    },
  },
  {
    name: 'unsafe.address',
    run(m, g, { registers }, base) {
      registers[base] = addressOf({ m, g, accesses: null }, registers[base]);
      return 'done';
    },
  },
];
