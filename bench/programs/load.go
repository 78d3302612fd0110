// Keeps requests for one URL going with net/http: so many at once, for so many seconds from the first answer. Ends with 1
// when one fails. Who starts it measures.
//
//	load 1|2 URL AT_ONCE SECONDS
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const length = 1024

func main() {
	atOnce, err := strconv.Atoi(os.Args[3])
	if err != nil {
		panic(err)
	}
	seconds, err := strconv.Atoi(os.Args[4])
	if err != nil {
		panic(err)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: atOnce, MaxConnsPerHost: atOnce, ForceAttemptHTTP2: os.Args[1] == "2"}
	if !transport.ForceAttemptHTTP2 {
		transport.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	}
	client := &http.Client{Transport: transport}
	var over atomic.Bool
	var first sync.Once
	var workers sync.WaitGroup
	for i := 0; i < atOnce; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for !over.Load() {
				if err := get(client, os.Args[2]); err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				first.Do(func() { time.AfterFunc(time.Duration(seconds)*time.Second, func() { over.Store(true) }) })
			}
		}()
	}
	workers.Wait()
}

func get(client *http.Client, url string) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK || len(body) != length {
		return fmt.Errorf("an answer is status %d with %d bytes", response.StatusCode, len(body))
	}
	return nil
}
