/// What a fetch of a list would be, found out without asking anybody.
package heddle.fetch.plan;
