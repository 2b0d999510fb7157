import { describe, expect, test } from 'vitest';
import { parseGo } from './syntax/parseGo.ts';
import { onlyFor, testNames } from './testCases.ts';

const source = `package p

import (
	"reflect"
	"sync"
	"testing"
)

const (
	one = iota
	two
)

var shared, other = 1, 2

var _ = reflect.TypeOf(shared)

type box struct{ mu sync.Mutex }

func (b *box) lock() { b.mu.Lock() }

func helper() int { return two }

func TestMain(m *testing.M) {}

func Testing(t *testing.T) {}

func TestKept(t *testing.T) {
	var b box
	b.lock()
	_ = helper() // reflect.TypeOf, of course
}

func TestReflect(t *testing.T) { _ = reflect.TypeOf(shared) }
`;
const sources = [{ name: 'p_test.go', source }];

describe('test files', () => {
  test('the names of the tests, as the go command sees them', () => {
    expect(testNames(sources)).toEqual(['TestKept', 'TestReflect']);
  });

  test('a test keeps what it reaches, in its place, and loses the rest with its imports', () => {
    const [cut] = onlyFor('TestKept', sources);
    expect(cut!.source.length).toBe(source.length);
    for (const word of [
      '"sync"',
      '"testing"',
      'two',
      'type box',
      'func (b *box) lock',
      'func helper',
      'func TestKept',
    ])
      expect(cut!.source.indexOf(word)).toBe(source.indexOf(word));
    for (const word of ['"reflect"', 'shared', 'TestMain', 'func Testing'])
      expect(cut!.source).not.toContain(word);
    expect(parseGo(cut!.source).errors).toEqual([]);
  });

  test('another test keeps other things', () => {
    const [cut] = onlyFor('TestReflect', sources);
    expect(cut!.source).toContain('var shared, other');
    expect(cut!.source).toContain('"reflect"');
    expect(cut!.source).not.toContain('"sync"');
    expect(parseGo(cut!.source).errors).toEqual([]);
  });
});
