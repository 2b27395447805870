#include "orm/orm-identity-map.h"

#include "orm/orm-field.h"

/* Keys are counted up, and rows are read in runs of them. So the map holds blocks of records whose
 * keys follow each other: one that was looked at is in the processor's cache for its neighbours,
 * and while the map grows no record is touched. A set of single records took a sixth of the time of
 * loading 100,000.
 *
 * Blocks stand in a table of open addressing with linear probing, at a load of at most two thirds.
 * Removal closes the gap instead of leaving a mark, so freeing a million records takes linear
 * time. */

#define LEAST_SLOT_BITS 6
#define LEAST_SLOTS (1 << LEAST_SLOT_BITS)
#define BLOCK_SIZE 16

struct _OrmIdentityBlock
{
  OrmTable *table;
  gint64 number; /* the keys' common part: key / BLOCK_SIZE, downwards */
  guint n_records;
  OrmRecord *records[BLOCK_SIZE];
};

static gint64
number_of (gint64 key)
{
  return key >> 4; /* which rounds down, negative keys too */
}

static guint
place_of (gint64 key)
{
  return key & (BLOCK_SIZE - 1);
}

/* Returns: the slot where a block belongs if it is empty: the upper bits of the product, on which
 * all bits of the number act, so that keys far apart by any power of two spread too */
static gsize
home_of (OrmIdentityMap *self,
         OrmTable       *table,
         gint64          number)
{
  guint64 mixed = (guint64) number + (guint64) (gsize) table;

  mixed *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mixed >> (64 - self->slot_bits);
}

/* Returns: the slot of a block, or the empty one where it belongs */
static gsize
find_slot (OrmIdentityMap *self,
           OrmTable       *table,
           gint64          number)
{
  gsize mask = self->n_slots - 1;
  gsize slot = home_of (self, table, number);

  while (self->slots[slot] != NULL
         && (self->slots[slot]->number != number || self->slots[slot]->table != table))
    slot = (slot + 1) & mask;
  return slot;
}

static void
grow (OrmIdentityMap *self)
{
  g_autofree OrmIdentityBlock **old = self->slots;
  gsize n_old = self->n_slots;

  self->n_slots *= 2;
  self->slot_bits++;
  self->slots = g_new0 (OrmIdentityBlock *, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != NULL)
      self->slots[find_slot (self, old[i]->table, old[i]->number)] = old[i];
}

static OrmIdentityBlock *
add_block (OrmIdentityMap *self,
           OrmTable       *table,
           gint64          number)
{
  OrmIdentityBlock *block = g_new0 (OrmIdentityBlock, 1);

  if ((self->n_blocks + 1) * 3 > self->n_slots * 2)
    grow (self);
  block->table = table;
  block->number = number;
  self->slots[find_slot (self, table, number)] = block;
  self->n_blocks++;
  return block;
}

/* Frees the block in a slot, and moves back each follower that may stand in the gap: one whose home
 * is not behind it. */
static void
remove_block (OrmIdentityMap *self,
              gsize           gap)
{
  gsize mask = self->n_slots - 1;

  g_free (self->slots[gap]);
  self->n_blocks--;
  for (gsize next = (gap + 1) & mask; self->slots[next] != NULL; next = (next + 1) & mask)
    {
      OrmIdentityBlock *block = self->slots[next];

      if (((next - home_of (self, block->table, block->number)) & mask) < ((next - gap) & mask))
        continue;
      self->slots[gap] = block;
      gap = next;
    }
  self->slots[gap] = NULL;
}

void
orm_identity_map_init (OrmIdentityMap *self)
{
  *self = (OrmIdentityMap) { g_new0 (OrmIdentityBlock *, LEAST_SLOTS), LEAST_SLOTS, LEAST_SLOT_BITS,
                             0, 0 };
}

/* Forgets all records. Nothing can be looked up any more. */
void
orm_identity_map_clear (OrmIdentityMap *self)
{
  for (gsize i = 0; i < self->n_slots; i++)
    g_free (self->slots[i]);
  g_clear_pointer (&self->slots, g_free);
  self->n_slots = self->n_blocks = self->n_records = 0;
}

/* Returns: (transfer none) (nullable): the record of that class and key that is in use */
OrmRecord *
orm_identity_map_lookup (OrmIdentityMap *self,
                         OrmTable       *table,
                         gint64          key)
{
  OrmIdentityBlock *block = self->slots[find_slot (self, table, number_of (key))];

  return block != NULL ? block->records[place_of (key)] : NULL;
}

/* Adds a record, whose key must be set and may not change while it is in. It takes the place of
 * another of that key. */
void
orm_identity_map_add (OrmIdentityMap *self,
                      OrmRecord      *record)
{
  OrmTable *table = orm_table_of_record (record);
  gint64 key = *orm_field_get_key (record, table);
  OrmIdentityBlock *block = self->slots[find_slot (self, table, number_of (key))];

  if (block == NULL)
    block = add_block (self, table, number_of (key));
  if (block->records[place_of (key)] == NULL)
    {
      block->n_records++;
      self->n_records++;
    }
  block->records[place_of (key)] = record;
}

/* Takes a record out; does nothing if it is not in. */
void
orm_identity_map_remove (OrmIdentityMap *self,
                         OrmRecord      *record)
{
  OrmTable *table = orm_table_of_record (record);
  gint64 key = *orm_field_get_key (record, table);
  gsize slot = find_slot (self, table, number_of (key));
  OrmIdentityBlock *block = self->slots[slot];

  if (block == NULL || block->records[place_of (key)] != record)
    return;
  block->records[place_of (key)] = NULL;
  self->n_records--;
  if (--block->n_records == 0)
    remove_block (self, slot);
}

/* Returns: (transfer full) (element-type OrmRecord): all records, kept by the array */
GPtrArray *
orm_identity_map_list (OrmIdentityMap *self)
{
  GPtrArray *records = g_ptr_array_new_full (self->n_records, g_object_unref);

  for (gsize i = 0; i < self->n_slots; i++)
    for (guint j = 0; self->slots[i] != NULL && j < BLOCK_SIZE; j++)
      if (self->slots[i]->records[j] != NULL)
        g_ptr_array_add (records, g_object_ref (self->slots[i]->records[j]));
  return records;
}
