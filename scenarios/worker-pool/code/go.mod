module workerpool

go 1.24
