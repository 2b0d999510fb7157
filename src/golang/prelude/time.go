// Package time upon the virtual clock of the machine, which begins on 10 November 2009, 23:00 UTC. All places are UTC.
package time

type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1000 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1000000 }
func (d Duration) Seconds() float64    { return d.in(Second) }
func (d Duration) Minutes() float64    { return d.in(Minute) }
func (d Duration) Hours() float64      { return d.in(Hour) }

func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

func (d Duration) Abs() Duration {
	if d == -1<<63 {
		return 1<<63 - 1
	}
	return max(d, -d)
}

func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	low := d - r
	if r.Abs() < m-r.Abs() {
		return low
	}
	if d < 0 {
		if low-m < low {
			return low - m
		}
		return -1 << 63
	}
	if low+m > low {
		return low + m
	}
	return 1<<63 - 1
}

func digits(n uint64, width int) string {
	s := ""
	for n > 0 || width > 0 {
		s = string(rune('0'+n%10)) + s
		n /= 10
		width--
	}
	return s
}

// n of 10^places as a fraction without zeros at its end.
func fraction(n uint64, places int) string {
	if n == 0 {
		return ""
	}
	for n%10 == 0 {
		n /= 10
		places--
	}
	return "." + digits(n, places)
}

func (d Duration) String() string {
	u, sign := uint64(d), ""
	if d < 0 {
		u, sign = -u, "-"
	}
	whole := func(n uint64) string { return digits(n, 1) }
	switch {
	case u == 0:
		return "0s"
	case u < 1000:
		return sign + whole(u) + "ns"
	case u < 1000000:
		return sign + whole(u/1000) + fraction(u%1000, 3) + "µs"
	case u < 1000000000:
		return sign + whole(u/1000000) + fraction(u%1000000, 6) + "ms"
	}
	s, f := u/1000000000, fraction(u%1000000000, 9)
	if s >= 3600 {
		sign += whole(s/3600) + "h"
	}
	if s >= 60 {
		sign += whole(s/60%60) + "m"
	}
	return sign + whole(s%60) + f + "s"
}

type Location struct{ name string }

func (l *Location) String() string { return l.name }

var UTC = &Location{"UTC"}
var Local = UTC

// Seconds since 1 January of year 1, nanoseconds, and of a reading of the clock what the virtual clock said, plus one.
type Time struct {
	sec, nsec, mono int64
}

const (
	toUnix = 62135596800
	begin  = toUnix + 1257894000
)

// Virtual nanoseconds since the program began.
func clock() int64

func Now() Time {
	n := clock()
	return Time{begin + n/1e9, n % 1e9, n + 1}
}

func Unix(sec, nsec int64) Time {
	sec += nsec / 1e9
	nsec %= 1e9
	if nsec < 0 {
		nsec += 1e9
		sec--
	}
	return Time{sec + toUnix, nsec, 0}
}

func UnixMilli(ms int64) Time { return Unix(ms/1e3, ms%1e3*1e6) }

func Since(t Time) Duration { return Now().Sub(t) }
func Until(t Time) Duration { return t.Sub(Now()) }

func (t Time) Sub(u Time) Duration {
	return Duration((t.sec-u.sec)*1e9 + t.nsec - u.nsec)
}

func (t Time) Add(d Duration) Time {
	sum := Unix(t.sec-toUnix+int64(d/1e9), t.nsec+int64(d%1e9))
	if t.mono != 0 {
		sum.mono = t.mono + int64(d)
	}
	return sum
}

func (t Time) Compare(u Time) int {
	switch d := t.sec - u.sec; {
	case d < 0 || d == 0 && t.nsec < u.nsec:
		return -1
	case d > 0 || t.nsec > u.nsec:
		return 1
	}
	return 0
}

func (t Time) After(u Time) bool     { return t.Compare(u) > 0 }
func (t Time) Before(u Time) bool    { return t.Compare(u) < 0 }
func (t Time) Equal(u Time) bool     { return t.Compare(u) == 0 }
func (t Time) IsZero() bool          { return t.sec == 0 && t.nsec == 0 }
func (t Time) Unix() int64           { return t.sec - toUnix }
func (t Time) UnixMilli() int64      { return t.Unix()*1e3 + t.nsec/1e6 }
func (t Time) UnixMicro() int64      { return t.Unix()*1e6 + t.nsec/1e3 }
func (t Time) UnixNano() int64       { return t.Unix()*1e9 + t.nsec }
func (t Time) UTC() Time             { return t.Round(0) }
func (t Time) Local() Time           { return t }
func (t Time) In(loc *Location) Time { return t }
func (t Time) Location() *Location   { return UTC }
func (t Time) Nanosecond() int       { return int(t.nsec) }
func (t Time) Hour() int             { return int(t.sec / 3600 % 24) }
func (t Time) Minute() int           { return int(t.sec / 60 % 60) }
func (t Time) Second() int           { return int(t.sec % 60) }
func (t Time) Weekday() Weekday      { return Weekday((t.sec/86400 + 1) % 7) }

func (t Time) Clock() (hour, min, sec int) { return t.Hour(), t.Minute(), t.Second() }

func (t Time) Truncate(d Duration) Time {
	t.mono = 0
	if d > 0 {
		t = t.Add(-Duration((t.sec%int64(max(d/1e9, 1))*1e9 + t.nsec) % int64(d)))
	}
	return t
}

func (t Time) Round(d Duration) Time {
	if d <= 0 {
		t.mono = 0
		return t
	}
	return t.Add(d / 2).Truncate(d)
}

func Sleep(d Duration)

// A channel gets the time or f is started; id is 0 while it is not set.
type timer struct {
	c      chan Time
	f      func()
	id     int
	period Duration
}

func (t *timer) start(d Duration)

// Takes back a time that nobody has received.
func (t *timer) stop() bool

type Timer struct {
	C <-chan Time
	r timer
}

func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{c, timer{c: c}}
	t.r.start(d)
	return t
}

func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{r: timer{f: f}}
	t.r.start(d)
	return t
}

func (t *Timer) check(what string) {
	if t.r.c == nil && t.r.f == nil {
		panic("time: " + what + " called on uninitialized Timer")
	}
}

func (t *Timer) Stop() bool {
	t.check("Stop")
	return t.r.stop()
}

func (t *Timer) Reset(d Duration) bool {
	t.check("Reset")
	was := t.r.stop()
	t.r.start(d)
	return was
}

func After(d Duration) <-chan Time { return NewTimer(d).C }

type Ticker struct {
	C <-chan Time
	r timer
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{c, timer{c: c, period: d}}
	t.r.start(d)
	return t
}

func (t *Ticker) Stop() {
	if t.r.c != nil {
		t.r.stop()
	}
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.r.c == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.r.stop()
	t.r.period = d
	t.r.start(d)
}

func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
