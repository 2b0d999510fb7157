import { describe, expect, test } from 'vitest';
import { erlangA, finiteSource, machineRepair, mg1, mgc, mmc, mmck } from './formulas.ts';

describe('formulas that know each other', () => {
  test('few users at one server: mean value analysis and balance equations agree', () => {
    for (const N of [1, 2, 5, 20]) {
      const { X, R, U, Q } = machineRepair(N, 5, 1);
      expect(finiteSource(1, N, 5, 1)).toMatchObject({
        X: expect.closeTo(X, 10),
        W: expect.closeTo(R, 10),
        busy: expect.closeTo(U, 10),
        L: expect.closeTo(Q, 10),
      });
    }
  });

  test('few users with a server each never wait', () => {
    expect(finiteSource(4, 4, 9, 1)).toMatchObject({
      busy: expect.closeTo(0.4, 12),
      Lq: expect.closeTo(0, 12),
    });
  });

  test('M/G/c is M/M/c for an exponential law, and exact for one server', () => {
    expect(mgc(4, 3, 1, 1).Wq).toBeCloseTo(mmc(4, 3, 1).Wq, 12);
    for (const cv2 of [0, 0.25, 4]) expect(mgc(1, 0.7, 1, cv2).Wq).toBeCloseTo(mg1(0.7, 1, cv2).Wq, 12);
  });

  test('a line without end is the limit of lines with one, and patience without end of patience', () => {
    expect(mmck(3, 2000, 2.5, 1).Wq).toBeCloseTo(mmc(3, 2.5, 1).Wq, 9);
    expect(erlangA(2.5, 1, 3, 1e-6).Wq).toBeCloseTo(mmc(3, 2.5, 1).Wq, 3);
  });

  test('far beyond what can go, everything is full, and nothing leaves the numbers', () => {
    const { Lq, throughput, P_loss } = mmck(2, 5000, 3, 1);
    expect(throughput).toBeCloseTo(2, 9);
    expect(P_loss).toBeCloseTo(1 / 3, 9);
    // The free places are geometric: 2/3 of the line in turn, so two are free on average.
    expect(4998 - Lq).toBeCloseTo(2, 6);
    expect(mmck(1, 50_000, 1e6, 1).Lq).toBeCloseTo(49_999, 3);
    expect(finiteSource(3, 20_000, 1, 1).busy).toBeCloseTo(3, 9);
  });
});
