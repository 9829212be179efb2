#ifndef NET_QUEUE_H
#define NET_QUEUE_H

#include "net/source.h"

/*
 * The bounded queue between the thread that fetches and the one that works.
 * Only plain data crosses it; each item belongs to whoever holds it.
 */
struct queue;

struct queue *queue_new(size_t max_bytes, size_t max_count);
void queue_free(struct queue **q); /* and the items in it; sets NULL */

/*
 * Waits while the queue is full (one item always fits). Takes the item over.
 * false: closed, the item is freed.
 */
bool queue_put(struct queue *q, struct fetched *item);
/* false: nothing came within timeout_ms, or closed and empty. */
bool queue_get(struct queue *q, int timeout_ms, struct fetched *item_r);
/* No more items: wakes both sides. What is in it can still be had. */
void queue_close(struct queue *q);
bool queue_is_closed(struct queue *q);

#endif
