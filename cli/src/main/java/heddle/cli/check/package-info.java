/// Links: where they stand, what they lead to, and whether that is there.
package heddle.cli.check;
