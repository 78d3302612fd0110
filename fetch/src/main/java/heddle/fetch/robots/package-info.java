/// What a host allows robots: robots.txt as RFC 9309 and its authors' own parser read it. No I/O.
package heddle.fetch.robots;
