/**
 * The door to Redis: addresses, connections, the names of all keys, and scripts. Guarantees that no
 * exception of the Redis library passes it, and that no key is built anywhere else. Knows the Redis
 * library and nothing of what is stored.
 */
package io.taskq.redis;
