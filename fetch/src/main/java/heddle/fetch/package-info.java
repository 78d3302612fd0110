/// See the module's description; the public types are listed in the golden file of the public surface.
package heddle.fetch;
