package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	ctx := context.Background()
	verifier, err := NewVerifier(ctx, os.Getenv("ISSUER"), os.Getenv("AUDIENCE"))
	if err == nil {
		var subject string
		if subject, err = Verify(ctx, verifier, os.Args[1]); err == nil {
			fmt.Println(subject)
			return
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
