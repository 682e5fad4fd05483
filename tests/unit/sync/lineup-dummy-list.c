/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dummy-list.h"

#include "lineup-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct _LineupDummyList
{
  GObject parent_instance;

  LineupList list;
  gint64 length;

  GMutex mutex;
  GString *text; /* (owned): what has come */
  gboolean ended;
  gboolean closed;
  LineupReadyFunc ready; /* (nullable): waits for more */
  gpointer ready_data;   /* (owned by @ready) */
  guint64 n_items;

  /* Worker. */
  gsize position; /* in the text */
  gsize seen;     /* how much of it there was when there was too little */
  gboolean opened;
  gboolean whole;
  char *element; /* (owned) (nullable) */
  guint64 n_rejected;
  char *id;   /* (owned) (nullable): of the element that was decoded last, as all that follows */
  char *name; /* (owned) (nullable) */
  char *extension; /* (owned) (nullable) */
};

static void lineup_dummy_list_item_source_iface_init (LineupItemSourceInterface *iface);
static void lineup_dummy_list_iface_init (LineupSourceListInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDummyList,
                               lineup_dummy_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_ITEM_SOURCE,
                                                      lineup_dummy_list_item_source_iface_init)
                                   G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE_LIST,
                                                          lineup_dummy_list_iface_init))

static void
lineup_dummy_list_finalize (GObject *object)
{
  LineupDummyList *self = LINEUP_DUMMY_LIST (object);

  if (self->ready != NULL)
    self->ready (self->ready_data);
  g_mutex_clear (&self->mutex);
  g_string_free (self->text, TRUE);
  g_free (self->element);
  g_free (self->id);
  g_free (self->name);
  g_free (self->extension);

  G_OBJECT_CLASS (lineup_dummy_list_parent_class)->finalize (object);
}

static void
lineup_dummy_list_class_init (LineupDummyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_dummy_list_finalize;
}

static void
lineup_dummy_list_init (LineupDummyList *self)
{
  g_mutex_init (&self->mutex);
  self->text = g_string_new (NULL);
}

LineupDummyList *
lineup_dummy_list_new (LineupList list, gint64 length)
{
  LineupDummyList *self = g_object_new (LINEUP_TYPE_DUMMY_LIST, NULL);

  self->list = list;
  self->length = length;
  return self;
}

/* Any thread. Whoever waits learns of what has changed. */
static void
change (LineupDummyList *self, const char *text, gboolean ended, gboolean closed)
{
  LineupReadyFunc ready = NULL;
  gpointer ready_data = NULL;

  g_mutex_lock (&self->mutex);
  g_string_append (self->text, text);
  self->ended |= ended;
  self->closed |= closed;
  ready = g_steal_pointer (&self->ready);
  ready_data = g_steal_pointer (&self->ready_data);
  g_mutex_unlock (&self->mutex);
  if (ready != NULL)
    ready (ready_data);
}

void
lineup_dummy_list_send (LineupDummyList *self, const char *text)
{
  change (self, text, FALSE, FALSE);
}

void
lineup_dummy_list_end (LineupDummyList *self)
{
  change (self, "", TRUE, FALSE);
}

static void
lineup_dummy_list_close (LineupSourceList *list)
{
  change (LINEUP_DUMMY_LIST (list), "", FALSE, TRUE);
}

static LineupListFigures
lineup_dummy_list_get_figures (LineupSourceList *list)
{
  LineupDummyList *self = LINEUP_DUMMY_LIST (list);
  LineupListFigures figures = { .http_status = 200, .length = self->length };

  g_mutex_lock (&self->mutex);
  figures.bytes = self->text->len;
  figures.items = self->n_items;
  g_mutex_unlock (&self->mutex);
  return figures;
}

static void
lineup_dummy_list_iface_init (LineupSourceListInterface *iface)
{
  iface->close = lineup_dummy_list_close;
  iface->get_figures = lineup_dummy_list_get_figures;
}

/* --- The worker's side --- */

static char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return NULL;
  return json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* Returns whether the element has an id. */
static gboolean
decode (LineupDummyList *self, const char *data, gsize length)
{
  const gboolean is_category = lineup_list_has_categories (self->list);
  const gboolean is_series = self->list == LINEUP_LIST_SERIES;
  g_autofree char *text = g_strndup (data, length);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = NULL;

  g_assert_nonnull (root);
  object = json_node_get_object (root);
  g_free (self->id);
  g_free (self->name);
  g_free (self->extension);
  self->id = get_text (object, is_category ? "category_id" : is_series ? "series_id" : "stream_id");
  self->name = get_text (object, is_category ? "category_name" : "name");
  self->extension = get_text (object, "container_extension");
  return self->id != NULL && self->name != NULL;
}

static gboolean
lineup_dummy_list_decode_item (LineupItemSource *source,
                               const LineupElement *element,
                               LineupItem *item)
{
  LineupDummyList *self = LINEUP_DUMMY_LIST (source);

  if (!decode (self, element->data, element->length))
    {
      self->n_rejected++;
      return FALSE;
    }
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = g_ascii_strtoll (self->id, NULL, 10);
  item->name = self->name;
  item->extension = self->extension;
  if (strstr (self->name, " (") != NULL)
    item->year = (guint)g_ascii_strtoull (strstr (self->name, " (") + 2, NULL, 10);
  return TRUE;
}

static gboolean
lineup_dummy_list_decode_category (LineupItemSource *source,
                                   const LineupElement *element,
                                   LineupCategory *category)
{
  LineupDummyList *self = LINEUP_DUMMY_LIST (source);

  if (!decode (self, element->data, element->length))
    {
      self->n_rejected++;
      return FALSE;
    }
  *category = (LineupCategory){ .id = self->id, .name = self->name };
  return TRUE;
}

static guint64
lineup_dummy_list_get_rejected (LineupItemSource *source)
{
  return LINEUP_DUMMY_LIST (source)->n_rejected;
}

static void
take_element (LineupDummyList *self, LineupElement *element)
{
  g_autofree char *known = NULL;

  decode (self, self->element, strlen (self->element));
  known = g_strdup_printf ("%s/%s/%s", self->id, self->name, self->extension);
  element->data = self->element;
  element->length = strlen (self->element);
  element->fingerprint = (guint64)g_str_hash (known) + 1;
}

static LineupItemSourceState
fail (gboolean transient, const char *message, LineupErrorTraits traits, GError **error)
{
  GError *local_error = lineup_error_new_answer (
      LINEUP_ERROR_MALFORMED_DATA, 0, 0, transient, "%s", message);

  if (traits != 0)
    lineup_error_add_trait (local_error, traits);
  g_propagate_error (error, local_error);
  return LINEUP_ITEM_SOURCE_ERROR;
}

/* There is too little. Called with the lock held. */
static LineupItemSourceState
miss (LineupDummyList *self, GError **error)
{
  self->seen = self->text->len;
  if (!self->ended)
    return LINEUP_ITEM_SOURCE_WAIT;
  if (self->whole)
    return LINEUP_ITEM_SOURCE_END;
  return fail (TRUE, "The list ended early", 0, error);
}

/* Called with the lock held. */
static LineupItemSourceState
scan (LineupDummyList *self, GError **error)
{
  const char *next = NULL;
  const char *end = NULL;

  self->position += strspn (self->text->str + self->position, ",");
  next = self->text->str + self->position;
  if (*next == '\0')
    return miss (self, error);
  if (!self->opened && g_str_has_prefix (next, "{\"user_info\""))
    return fail (FALSE, "The answer is an account", LINEUP_ERROR_TRAIT_ACCOUNT, error);
  if (*next == (self->opened ? ']' : '['))
    {
      self->whole = self->opened;
      self->opened = TRUE;
      self->position++;
      return scan (self, error);
    }
  if (!self->opened || self->whole || *next != '{')
    return fail (FALSE, "The answer is no list", 0, error);
  end = strchr (next, '}');
  if (end == NULL)
    return miss (self, error);

  g_free (self->element);
  self->element = g_strndup (next, (gsize)(end + 1 - next));
  self->position += strlen (self->element);
  self->n_items++;
  return LINEUP_ITEM_SOURCE_ELEMENT;
}

static LineupItemSourceState
lineup_dummy_list_next (LineupItemSource *source, LineupElement *element, GError **error)
{
  LineupDummyList *self = LINEUP_DUMMY_LIST (source);
  LineupItemSourceState state = LINEUP_ITEM_SOURCE_ERROR;

  g_mutex_lock (&self->mutex);
  if (self->closed)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The list is closed");
  else
    state = scan (self, error);
  g_mutex_unlock (&self->mutex);
  if (state == LINEUP_ITEM_SOURCE_ELEMENT)
    take_element (self, element);
  return state;
}

static void
lineup_dummy_list_wait (LineupItemSource *source, LineupReadyFunc ready, gpointer user_data)
{
  LineupDummyList *self = LINEUP_DUMMY_LIST (source);
  gboolean is_ready = FALSE;

  g_mutex_lock (&self->mutex);
  is_ready = self->closed || self->ended || self->text->len > self->seen;
  if (!is_ready)
    {
      self->ready = ready;
      self->ready_data = user_data;
    }
  g_mutex_unlock (&self->mutex);
  if (is_ready)
    ready (user_data);
}

static void
lineup_dummy_list_item_source_iface_init (LineupItemSourceInterface *iface)
{
  iface->next = lineup_dummy_list_next;
  iface->wait = lineup_dummy_list_wait;
  iface->decode_item = lineup_dummy_list_decode_item;
  iface->decode_category = lineup_dummy_list_decode_category;
  iface->get_rejected = lineup_dummy_list_get_rejected;
}
