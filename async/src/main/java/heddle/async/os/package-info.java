/// What the operating system tells a process. No loop is needed here.
package heddle.async.os;
