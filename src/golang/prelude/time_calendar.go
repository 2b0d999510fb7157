package time

type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

func (m Month) String() string { return months[m-1] }

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var weekdays = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

func (d Weekday) String() string { return weekdays[d] }

// Days before a year, from 1 January of year 1 on.
func daysBefore(year int64) int64 {
	y := year - 1
	return 365*y + y/4 - y/100 + y/400
}

func isLeap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(m Month, year int64) int64 {
	switch m {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}

func (t Time) Date() (year int, month Month, day int) {
	days := t.sec / 86400
	y := days/366 + 1
	for daysBefore(y+1) <= days {
		y++
	}
	days -= daysBefore(y)
	m := January
	for days >= daysIn(m, y) {
		days -= daysIn(m, y)
		m++
	}
	return int(y), m, int(days) + 1
}

func (t Time) Year() int    { y, _, _ := t.Date(); return y }
func (t Time) Month() Month { _, m, _ := t.Date(); return m }
func (t Time) Day() int     { _, _, d := t.Date(); return d }

func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	year += int(month-1) / 12
	month = (month-1)%12 + 1
	if month < 1 {
		month += 12
		year--
	}
	days := daysBefore(int64(year)) + int64(day) - 1
	for m := January; m < month; m++ {
		days += daysIn(m, int64(year))
	}
	return Unix(days*86400+int64(hour*3600+min*60+sec)-toUnix, int64(nsec))
}

func (t Time) AddDate(years, months, days int) Time {
	y, m, d := t.Date()
	return Date(y+years, m+Month(months), d+days, t.Hour(), t.Minute(), t.Second(), int(t.nsec), UTC)
}

const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// Layouts may have the parts that stand in the table.
func (t Time) Format(layout string) string {
	year, month, day := t.Date()
	n := func(n, width int) string { return digits(uint64(n), width) }
	half := "AM"
	if t.Hour() >= 12 {
		half = "PM"
	}
	padded := n(day, 1)
	if day < 10 {
		padded = " " + padded
	}
	parts := []struct{ part, text string }{
		{"January", month.String()}, {"Jan", month.String()[:3]}, {"Monday", t.Weekday().String()}, {"Mon", t.Weekday().String()[:3]},
		{"MST", "UTC"}, {"Z07:00", "Z"}, {"-07:00", "+00:00"}, {"-0700", "+0000"}, {"2006", n(year, 4)},
		{"01", n(int(month), 2)}, {"02", n(day, 2)}, {"03", n((t.Hour()+11)%12+1, 2)}, {"04", n(t.Minute(), 2)}, {"05", n(t.Second(), 2)},
		{"06", n(year%100, 2)}, {"15", n(t.Hour(), 2)}, {"PM", half}, {"_2", padded},
		{"1", n(int(month), 1)}, {"2", n(day, 1)}, {"3", n((t.Hour()+11)%12+1, 1)}, {"4", n(t.Minute(), 1)}, {"5", n(t.Second(), 1)},
	}
	s := ""
next:
	for i := 0; i < len(layout); {
		if c := layout[i]; (c == '.' || c == ',') && i+1 < len(layout) && (layout[i+1] == '0' || layout[i+1] == '9') {
			j := i + 1
			for j < len(layout) && layout[j] == layout[i+1] {
				j++
			}
			if j == len(layout) || layout[j] < '0' || layout[j] > '9' {
				f := digits(uint64(t.nsec), 9)[:min(j-i-1, 9)]
				if layout[i+1] == '9' {
					for f != "" && f[len(f)-1] == '0' {
						f = f[:len(f)-1]
					}
				}
				if f != "" {
					s += layout[i:i+1] + f
				}
				i = j
				continue
			}
		}
		for _, p := range parts {
			if end := i + len(p.part); end <= len(layout) && layout[i:end] == p.part {
				s += p.text
				i = end
				continue next
			}
		}
		s += layout[i : i+1]
		i++
	}
	return s
}

func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono != 0 {
		s += " m=+" + digits(uint64(t.mono)/1e9, 1) + "." + digits(uint64(t.mono)%1e9, 9)
	}
	return s
}
