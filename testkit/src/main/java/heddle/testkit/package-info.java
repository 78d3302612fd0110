/// Simulations: whole programs, clients and servers, on hosts in memory, in virtual time and a seeded order.
package heddle.testkit;
