import { expect, test } from 'vitest';
import { built, output } from '../../../tests/golang/built.ts';
import { newMachine } from '../machine/newMachine.ts';
import { run } from '../machine/scheduler.ts';
import { newRaceHooks } from '../race/detector.ts';

const source = (look: string): string => `package main
import "reflect"
type point struct { x, y int; In struct{ n int } }
func main() {
	v := reflect.ValueOf
	p, m, s, done := &point{}, map[string]int{}, []int{1, 2}, make(chan bool)
	_, _, _, _ = p, m, s, v
	go func() { p.x = 1; p.In.n = 1; m["a"] = 1; s[1] = 2; done <- true }()
	${look}
	<-done
}`;

test('what is looked at is read, and nothing else', () => {
  const reports = (look: string): number => {
    const races = newRaceHooks();
    run(newMachine(built(source(look)), { processors: 2 }, races));
    return races.reports().length;
  };
  expect(reports('_ = v(p).Elem().Field(0).Int()')).toBe(1);
  expect(reports('_ = v(p).Elem().Field(2).Interface()')).toBe(1);
  expect(reports('_ = v(m).Len()')).toBe(1);
  expect(reports('_ = reflect.DeepEqual(s, []int{1, 2})')).toBe(1);
  expect(reports('_ = v(p).Elem().Field(1).Int() + v(s).Index(0).Int()')).toBe(0);
  expect(reports('_ = v(p).Elem().Field(2).Field(0).Kind() + v(m).Kind() + v(s).Kind()')).toBe(0);
});

test('what is set is written, and nothing else', () => {
  const reports = (deed: string): number => {
    const races = newRaceHooks();
    run(newMachine(built(source(`v(p).Elem().Field(2).CanSet(); ${deed}`)), { processors: 2 }, races));
    return races.reports().length;
  };
  expect(reports('v(p).Elem().Set(v(point{}))')).toBe(2);
  expect(reports('v(p).Elem().Field(2).Set(v(struct{ n int }{3}))')).toBe(1);
  expect(reports('reflect.Copy(v(s), v([]int{1, 2}))')).toBe(1);
  expect(reports('reflect.Copy(v([]int{1, 2}), v(s))')).toBe(1);
  expect(reports('reflect.Copy(v(s), v([]int{1})); v(s).Index(0).SetInt(4)')).toBe(0);
});

test('what can be set is, and a panic says why the rest cannot', () => {
  const says = (deed: string): string =>
    output(`package main
import "reflect"
type in struct{ X int8 }
type T struct { A int; b int; in; E error; L []int }
func main() {
	t, v := T{}, reflect.ValueOf
	e := v(&t).Elem()
	_ = e
	${deed}
	println(t.A, t.X, len(t.L), v(t).Field(0).CanSet(), e.Field(1).CanSet())
}`).split('\n')[0] ?? '';
  expect(
    says('e.Field(2).Field(0).SetInt(300); e.Field(0).Set(v(5)); e.Field(4).Set(v(make([]int, 2)))'),
  ).toBe('5 44 2 false false');
  const no = 'panic: reflect: reflect.Value.';
  expect(says('e.Field(1).SetInt(1)')).toBe(`${no}SetInt using value obtained using unexported field`);
  expect(says('v(t).Field(0).Set(v(1))')).toBe(`${no}Set using unaddressable value`);
  expect(says('e.Field(3).Set(v(1))')).toBe(
    'panic: reflect.Set: value of type int is not assignable to type error',
  );
});

test('a panic says what was asked of what', () => {
  expect(output(source('v("a").Elem()')).split('\n')[0]).toMatch(
    /^panic: reflect: call of reflect\.Value\.Elem on string Value/,
  );
});
