/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sort-key.h"

#include <string.h>

/* Code of a sign: that of a number of one digit is the next one, and so on; likewise of one zero.
 */
#define SIGN_BASE 0x20

/* What is longer counts as two numbers. No word has more. */
#define MAX_DIGITS LINEUP_WORD_MAX_BYTES
#define LAST_SIGN  (SIGN_BASE + MAX_DIGITS)

/* Between a key and the zeros that are taken out of it: before all that a longer key goes on with.
 */
#define ZEROS_MARK '\x01'

/* No name's key has more, even if each of its digits is of another script than the one before. */
#define MAX_NUMBERS LINEUP_NAME_KEY_MAX_BYTES

/* After every text that begins with the one before it. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

G_STATIC_ASSERT (LAST_SIGN < 'a');

/* A number within a key. Its digits are of one script. */
typedef struct
{
  const char *digits; /* (unowned): without zeros in front, but for one that is all there is */
  const char *end;    /* (unowned) */
  guint n_zeros;
  guint n_digits;
} Number;

/* A damaged database may have text that is no UTF-8. */
static const char *
skip_character (const char *at)
{
  do
    at++;
  while (((guchar)*at & 0xc0) == 0x80);
  return at;
}

/* The zero that a digit goes with, 0 for what is no digit. */
static gunichar
get_zero (const char *at)
{
  gunichar character = 0;

  if ((guchar)*at < 0x80)
    return g_ascii_isdigit (*at) ? '0' : 0;
  character = g_utf8_get_char_validated (at, -1);
  if (!g_unichar_isdigit (character))
    return 0;
  return character - (gunichar)g_unichar_digit_value (character);
}

static gboolean
is_zero (const char *at)
{
  const gunichar zero = get_zero (at);

  return zero != 0 && g_utf8_get_char (at) == zero;
}

static const char *
find_number (const char *key)
{
  while (*key != '\0' && get_zero (key) == 0)
    key = skip_character (key);
  return key;
}

static void
read_number (const char *start, Number *number)
{
  const gunichar zero = get_zero (start);
  const char *at = start;

  *number = (Number){ .digits = start };
  for (; get_zero (at) == zero && number->n_digits + number->n_zeros < MAX_DIGITS;
       at = skip_character (at))
    {
      if (number->n_digits == 1 && is_zero (number->digits))
        {
          number->digits = at;
          number->n_zeros++;
        }
      else
        number->n_digits++;
    }
  number->end = at;
}

static void
append_zeros (GString *key, const char *signs, gsize n_signs)
{
  while (n_signs > 0 && signs[n_signs - 1] == SIGN_BASE)
    n_signs--;
  if (n_signs > 0)
    g_string_append_len (g_string_append_c (key, ZEROS_MARK), signs, (gssize)n_signs);
}

/* Returns how long the key is without its zeros. */
static gsize
make (const char *name_key, gsize n_bytes, GString *key)
{
  const char *end = name_key + n_bytes;
  char zeros[MAX_NUMBERS];
  gsize n_numbers = 0;
  gsize length = 0;

  g_string_truncate (key, 0);
  while (name_key < end && n_numbers < MAX_NUMBERS)
    {
      const char *digits = MIN (find_number (name_key), end);
      Number number;

      g_string_append_len (key, name_key, digits - name_key);
      name_key = digits;
      if (digits == end)
        break;
      read_number (digits, &number);
      g_string_append_c (key, (char)(SIGN_BASE + number.n_digits));
      g_string_append_len (key, number.digits, number.end - number.digits);
      zeros[n_numbers++] = (char)(SIGN_BASE + number.n_zeros);
      name_key = number.end;
    }
  length = key->len;
  append_zeros (key, zeros, n_numbers);
  return length;
}

void
lineup_sort_key_make (const char *name_key, GString *sort_key)
{
  make (name_key, strlen (name_key), sort_key);
}

static gboolean
is_sign (char character)
{
  return character > SIGN_BASE && character <= LAST_SIGN;
}

/* Returns where the number ends. */
static const char *
append_number (GString *name_key, const char *sign, guint n_zeros)
{
  const char *digits = sign + 1;
  const char *end = digits;

  for (; n_zeros > 0; n_zeros--)
    g_string_append_unichar (name_key, get_zero (digits));
  for (int n_digits = *sign - SIGN_BASE; n_digits > 0 && *end != '\0'; n_digits--)
    end = skip_character (end);
  g_string_append_len (name_key, digits, end - digits);
  return end;
}

void
lineup_sort_key_to_name_key (const char *sort_key, GString *name_key)
{
  const char *zeros = strchr (sort_key, ZEROS_MARK);
  const char *at = sort_key;

  zeros = zeros != NULL ? zeros + 1 : "";
  g_string_truncate (name_key, 0);
  while (*at != '\0' && *at != ZEROS_MARK)
    {
      if (!is_sign (*at))
        {
          g_string_append_c (name_key, *at++);
          continue;
        }
      at = append_number (name_key, at, *zeros > SIGN_BASE ? (guint)(*zeros - SIGN_BASE) : 0);
      if (*zeros != '\0')
        zeros++;
    }
}

static void
range_free (gpointer data)
{
  LineupSortKeyRange *self = data;

  g_free (self->first);
  g_free (self->beyond);
  g_free (self);
}

static void
add_range (GPtrArray *ranges, const char *first, const char *last, const char *end)
{
  LineupSortKeyRange *range = g_new0 (LineupSortKeyRange, 1);

  range->first = g_strdup (first);
  range->beyond = g_strconcat (last, end, NULL);
  g_ptr_array_add (ranges, range);
}

GPtrArray *
lineup_sort_key_get_name (const char *name_key)
{
  static const char end[] = { ZEROS_MARK, '\0' };
  GPtrArray *ranges = g_ptr_array_new_with_free_func (range_free);
  g_autoptr (GString) key = g_string_new (NULL);

  lineup_sort_key_make (name_key, key);
  add_range (ranges, key->str, key->str, end);
  return ranges;
}

/* Finds the number that @key ends with, if it does. */
static gboolean
find_last_number (const char *key, const char **start, Number *number)
{
  for (const char *at = find_number (key); *at != '\0'; at = find_number (number->end))
    {
      read_number (at, number);
      if (*number->end == '\0')
        {
          *start = at;
          return TRUE;
        }
    }
  return FALSE;
}

/* Zeros are the beginning of any number that has more of them. */
static void
add_numbers (GPtrArray *ranges, const char *before)
{
  static const char signs[][2] = { { SIGN_BASE + 1, '\0' }, { LAST_SIGN, '\0' } };
  g_autofree char *first = g_strconcat (before, signs[0], NULL);
  g_autofree char *last = g_strconcat (before, signs[1], NULL);

  add_range (ranges, first, last, LAST_CHARACTER);
}

GPtrArray *
lineup_sort_key_get_beginnings (const char *beginning)
{
  GPtrArray *ranges = g_ptr_array_new_with_free_func (range_free);
  g_autoptr (GString) key = g_string_new (NULL);
  const char *start = beginning + strlen (beginning);
  Number number = { 0 };
  const gboolean has_number = find_last_number (beginning, &start, &number);

  g_string_truncate (key, make (beginning, (gsize)(start - beginning), key));
  if (!has_number)
    add_range (ranges, key->str, key->str, LAST_CHARACTER);
  else if (is_zero (number.digits))
    add_numbers (ranges, key->str);
  else
    for (guint n_digits = number.n_digits; n_digits <= MAX_DIGITS; n_digits++)
      {
        g_autofree char *first = g_strdup_printf (
            "%s%c%s", key->str, (char)(SIGN_BASE + n_digits), number.digits);

        add_range (ranges, first, first, LAST_CHARACTER);
      }
  return ranges;
}
