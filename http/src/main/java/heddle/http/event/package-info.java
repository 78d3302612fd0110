/// Server-sent events: what they are, and their form on the wire (WHATWG HTML, 9.2). No I/O.
package heddle.http.event;
