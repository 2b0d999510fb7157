// Timers, tickers, durations and contexts with a deadline. Times are rounded: a real clock is never on time.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	since := func() time.Duration { return time.Since(start).Truncate(10 * time.Millisecond) }
	t := time.NewTimer(10 * time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	fmt.Println(t.Stop(), len(t.C), cap(t.C))
	select {
	case <-t.C:
		fmt.Println("an old time")
	default:
		fmt.Println("nothing")
	}
	fmt.Println(t.Reset(20*time.Millisecond), t.Reset(10*time.Millisecond))
	at := <-t.C
	fmt.Println(at.Sub(start).Truncate(10*time.Millisecond), since(), t.Stop())
	tick := time.NewTicker(20 * time.Millisecond)
	for range 3 {
		<-tick.C
	}
	fmt.Println(since())
	tick.Reset(10 * time.Millisecond)
	<-tick.C
	tick.Stop()
	select {
	case <-tick.C:
		fmt.Println("tick")
	case <-time.After(20 * time.Millisecond):
		fmt.Println("no tick")
	}
	f := time.AfterFunc(10*time.Millisecond, func() { fmt.Println("fired") })
	time.Sleep(20 * time.Millisecond)
	fmt.Println(f.Stop(), f.Reset(time.Hour), f.Stop())
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), since())
	case <-time.After(time.Second):
	}
	for _, d := range []time.Duration{0, 1, 1500, 2500 * time.Microsecond, 90 * time.Second, -time.Hour - time.Nanosecond, 1<<63 - 1} {
		fmt.Print(d, " ", d.Round(time.Millisecond), " ", d.Seconds(), "; ")
	}
	fmt.Println()
	day := time.Date(2024, time.February, 28, 23, 59, 59, 5e6, time.UTC)
	fmt.Println(day.Add(time.Second), day.Weekday(), day.AddDate(0, 0, 2).Format(time.RFC1123))
	fmt.Println(day.Format("02/01/06 03:04:05.000 PM"), day.Unix(), time.Unix(0, 0).UTC(), time.Time{}.IsZero())
}
