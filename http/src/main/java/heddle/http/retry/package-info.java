/// When, after what and how late a request is sent again: pure rules, no state, no clock of their own.
package heddle.http.retry;
