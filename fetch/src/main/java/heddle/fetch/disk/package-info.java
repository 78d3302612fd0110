/// The file system as outputs and job folders change it, narrow enough to be replaced by one that breaks off.
package heddle.fetch.disk;
