/// Looking into another JVM of the same user.
package heddle.cli.attach;
