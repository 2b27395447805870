#include "orm/orm-identity-map.h"

#include "orm/orm-table.h"

#include "library.h"

#define N_KEYS 400
#define N_ACTIONS 20000

/* Records by class and key, as the map should know them. */
typedef struct
{
  OrmRecord *records[2][N_KEYS];
  guint n_records;
} Model;

static GType
type_of (guint class)
{
  return class == 0 ? TYPE_AUTHOR : TYPE_READER;
}

static const char *
key_name_of (guint class)
{
  return class == 0 ? "author-id" : "reader-id";
}

static void
check (OrmIdentityMap *map,
       const Model    *model)
{
  g_assert_cmpuint (map->n_records, ==, model->n_records);
  for (guint class = 0; class < 2; class++)
    for (gint64 key = 0; key < N_KEYS; key++)
      g_assert_true (orm_identity_map_lookup (map, orm_table_of (type_of (class)), key)
                     == model->records[class][key]);
}

static void
act (OrmIdentityMap *map,
     Model          *model)
{
  guint class = g_test_rand_int_range (0, 2);
  gint64 key = g_test_rand_int_range (0, N_KEYS);
  OrmRecord **record = &model->records[class][key];

  if (*record == NULL)
    {
      *record = g_object_new (type_of (class), key_name_of (class), key, NULL);
      orm_identity_map_add (map, *record);
      model->n_records++;
    }
  else
    {
      orm_identity_map_remove (map, *record);
      orm_identity_map_remove (map, *record); /* is not in any more: nothing happens */
      g_clear_object (record);
      model->n_records--;
    }
}

/* Thousands of random additions and removals, against two plain arrays. */
static void
test_random (void)
{
  OrmIdentityMap map;
  Model model = { 0 };

  orm_identity_map_init (&map);
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      act (&map, &model);
      if (i % 500 == 0)
        check (&map, &model);
    }
  check (&map, &model);
  for (guint class = 0; class < 2; class++)
    for (guint key = 0; key < N_KEYS; key++)
      if (model.records[class][key] != NULL)
        {
          orm_identity_map_remove (&map, model.records[class][key]);
          g_clear_object (&model.records[class][key]);
          model.n_records--;
        }
  check (&map, &model);
  orm_identity_map_clear (&map);
}

/* Keys that differ by any power of two do not push each other out. */
static void
test_far_keys (void)
{
  OrmIdentityMap map;
  OrmRecord *records[126];
  guint n = 0;

  orm_identity_map_init (&map);
  for (guint bit = 0; bit < 63; bit++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        gint64 key = sign * (G_GINT64_CONSTANT (1) << bit);

        records[n] = g_object_new (TYPE_AUTHOR, "author-id", key, NULL);
        orm_identity_map_add (&map, records[n++]);
      }
  for (guint i = 0; i < n; i++)
    g_assert_true (orm_identity_map_lookup (&map, orm_table_of (TYPE_AUTHOR),
                                            orm_record_get_key (records[i])) == records[i]);
  for (guint i = 0; i < n; i++)
    {
      orm_identity_map_remove (&map, records[i]);
      g_assert_null (orm_identity_map_lookup (&map, orm_table_of (TYPE_AUTHOR),
                                              orm_record_get_key (records[i])));
      g_object_unref (records[i]);
    }
  orm_identity_map_clear (&map);
}

/* Returns: how many slots in a row are taken at most: what a lookup may have to look at */
static gsize
get_longest_run (OrmIdentityMap *map)
{
  gsize run = 0, longest = 0;

  for (gsize i = 0; i < map->n_slots; i++)
    {
      run = map->slots[i] != NULL ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  return longest;
}

/* Keys at any distance that is a power of two are spread: none is looked for in a long row. */
static void
test_spread (void)
{
  static const guint bits[] = { 4, 12, 20, 24, 28, 32, 36, 40, 44, 48, 51 };
  enum { N_RECORDS = 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
      OrmIdentityMap map;

      orm_identity_map_init (&map);
      for (gint64 j = 0; j < N_RECORDS; j++)
        {
          g_ptr_array_add (records, g_object_new (TYPE_AUTHOR, "author-id", j << bits[i], NULL));
          orm_identity_map_add (&map, g_ptr_array_index (records, j));
        }
      g_assert_cmpuint (map.n_blocks, ==, N_RECORDS);
      g_assert_cmpuint (get_longest_run (&map), <, 100);
      orm_identity_map_clear (&map);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orm/identity-map/random", test_random);
  g_test_add_func ("/orm/identity-map/far-keys", test_far_keys);
  g_test_add_func ("/orm/identity-map/spread", test_spread);
  return g_test_run ();
}
