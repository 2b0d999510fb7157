module lab/go-service

go 1.24
