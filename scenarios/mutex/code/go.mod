module mutex

go 1.24
