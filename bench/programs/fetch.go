// Fetches every URL of a list with net/http and a fixed number of goroutines.
//
//	fetch LIST CONNECTIONS
package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
)

func main() {
	list, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	connections, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}}
	urls := make(chan string, connections)
	var workers sync.WaitGroup
	for i := 0; i < connections; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for url := range urls {
				response, err := client.Get(url)
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					continue
				}
				io.Copy(io.Discard, response.Body)
				response.Body.Close()
			}
		}()
	}
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		urls <- lines.Text()
	}
	close(urls)
	workers.Wait()
}
