/// The file system as outputs and job folders change it, narrow enough to be replaced by one that breaks off;
/// and files that are used as memory.
package heddle.fetch.disk;
