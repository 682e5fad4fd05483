/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-selection-private.h"

#include "lineup-enums.h"

void
lineup_item_selection_clear (LineupItemSelection *self)
{
  g_strfreev (self->kinds);
  g_strfreev (self->fields);
  g_clear_pointer (&self->filter, g_variant_unref);
  g_free (self->category);
  g_free (self->sort);
  g_free (self->search);
}

void
lineup_item_selection_get (const LineupItemSelection *self, guint id, GValue *value)
{
  switch (id)
    {
    case LINEUP_ITEM_SELECTION_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case LINEUP_ITEM_SELECTION_KINDS:
      g_value_set_boxed (value, self->kinds);
      break;
    case LINEUP_ITEM_SELECTION_CATEGORY:
      g_value_set_string (value, self->category);
      break;
    case LINEUP_ITEM_SELECTION_FILTER:
      g_value_set_variant (value, self->filter);
      break;
    case LINEUP_ITEM_SELECTION_SORT:
      g_value_set_string (value, self->sort);
      break;
    case LINEUP_ITEM_SELECTION_ORDER:
      g_value_set_enum (value, self->order);
      break;
    case LINEUP_ITEM_SELECTION_SEARCH:
      g_value_set_string (value, self->search);
      break;
    default:
      g_assert (id == LINEUP_ITEM_SELECTION_FIELDS);
      g_value_set_boxed (value, self->fields);
      break;
    }
}

/* Takes a text, of which the empty one is none. Returns: whether it is another. */
static gboolean
take_text (char **text, const GValue *value)
{
  const char *wanted = g_value_get_string (value);

  if (wanted != NULL && *wanted == '\0')
    wanted = NULL;
  if (g_strcmp0 (*text, wanted) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (wanted);
  return TRUE;
}

static gboolean
take_words (GStrv *words, const GValue *value)
{
  const char *const *wanted = g_value_get_boxed (value);

  if (*words == NULL ? wanted == NULL
                     : wanted != NULL && g_strv_equal ((const char *const *)*words, wanted))
    return FALSE;
  g_strfreev (*words);
  *words = g_strdupv ((GStrv)wanted);
  return TRUE;
}

static gboolean
take_enum (guint *member, const GValue *value)
{
  guint wanted = g_value_get_enum (value);
  gboolean changed = *member != wanted;

  *member = wanted;
  return changed;
}

gboolean
lineup_item_selection_set (LineupItemSelection *self, guint id, const GValue *value)
{
  switch (id)
    {
    case LINEUP_ITEM_SELECTION_KIND:
      return take_enum (&self->kind, value);
    case LINEUP_ITEM_SELECTION_KINDS:
      return take_words (&self->kinds, value);
    case LINEUP_ITEM_SELECTION_CATEGORY:
      return take_text (&self->category, value);
    case LINEUP_ITEM_SELECTION_FILTER:
      g_clear_pointer (&self->filter, g_variant_unref);
      self->filter = g_value_dup_variant (value);
      return TRUE;
    case LINEUP_ITEM_SELECTION_SORT:
      return take_text (&self->sort, value);
    case LINEUP_ITEM_SELECTION_ORDER:
      return take_enum (&self->order, value);
    case LINEUP_ITEM_SELECTION_SEARCH:
      return take_text (&self->search, value);
    default:
      g_assert (id == LINEUP_ITEM_SELECTION_FIELDS);
      return take_words (&self->fields, value);
    }
}

GVariant *
lineup_item_selection_make_filter (const LineupItemSelection *self, const char *word)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, self->filter);
  if (self->category != NULL)
    g_variant_dict_insert (&dict, "category", "s", self->category);
  if (self->search != NULL)
    {
      const char *kind[] = { lineup_kind_to_string (self->kind), NULL };

      g_variant_dict_insert_value (
          &dict,
          "kinds",
          g_variant_new_strv (self->kinds != NULL ? (const char *const *)self->kinds : kind, -1));
      g_variant_dict_insert (&dict, "replaces", "s", word);
      return g_variant_dict_end (&dict);
    }
  if (self->sort != NULL)
    g_variant_dict_insert (&dict, "sort", "s", self->sort);
  if (self->order != LINEUP_ITEM_ORDER_DEFAULT)
    g_variant_dict_insert (&dict, "descending", "b", self->order == LINEUP_ITEM_ORDER_DESCENDING);
  return g_variant_dict_end (&dict);
}

gboolean
lineup_item_selection_depends (const LineupItemSelection *self)
{
  static const char *const keys[] = { "favourite", "watched", "hidden" };

  for (gsize i = 0; self->filter != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      if (g_variant_lookup (self->filter, keys[i], "b", NULL))
        return TRUE;
    }
  return FALSE;
}

void
lineup_item_selection_make_properties (GParamSpec **properties)
{
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * LineupItemList:kind:
   *
   * What they are.
   */
  properties[LINEUP_ITEM_SELECTION_KIND] = g_param_spec_enum (
      "kind", NULL, NULL, LINEUP_TYPE_KIND, LINEUP_KIND_CHANNELS, write);
  /**
   * LineupItemList:kinds:
   *
   * Words of the kinds that a search finds; %NULL is #LineupItemList:kind alone.
   */
  properties[LINEUP_ITEM_SELECTION_KINDS] = g_param_spec_boxed (
      "kinds", NULL, NULL, G_TYPE_STRV, write);
  /**
   * LineupItemList:category:
   *
   * Id of the category that they are in; %NULL is all.
   */
  properties[LINEUP_ITEM_SELECTION_CATEGORY] = g_param_spec_string (
      "category", NULL, NULL, NULL, write);
  /**
   * LineupItemList:filter:
   *
   * An `a{sv}` as ListItems of the bus has it.
   */
  properties[LINEUP_ITEM_SELECTION_FILTER] = g_param_spec_variant (
      "filter", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL, write);
  /**
   * LineupItemList:sort:
   *
   * `position`, `name`, `rating`, `year` or `added`; %NULL is what the kind has by itself.
   */
  properties[LINEUP_ITEM_SELECTION_SORT] = g_param_spec_string ("sort", NULL, NULL, NULL, write);
  /**
   * LineupItemList:order:
   *
   * Which way it is sorted.
   */
  properties[LINEUP_ITEM_SELECTION_ORDER] = g_param_spec_enum (
      "order", NULL, NULL, LINEUP_TYPE_ITEM_ORDER, LINEUP_ITEM_ORDER_DEFAULT, write);
  /**
   * LineupItemList:search:
   *
   * What is searched for, best first, up to 1,000 hits; %NULL is all items, sorted.
   */
  properties[LINEUP_ITEM_SELECTION_SEARCH] = g_param_spec_string (
      "search", NULL, NULL, NULL, write);
  /**
   * LineupItemList:fields:
   *
   * Names of the fields that items have; %NULL is all.
   */
  properties[LINEUP_ITEM_SELECTION_FIELDS] = g_param_spec_boxed (
      "fields", NULL, NULL, G_TYPE_STRV, write);
}
