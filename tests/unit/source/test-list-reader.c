/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-reader.h"

#include "lineup-error.h"

#include <string.h>

/* What became of a body. */
typedef struct
{
  GString *elements; /* (owned): joined by `;` */
  guint64 rejected;
  GError *error; /* (owned) (nullable) */
} Outcome;

static void
outcome_free (Outcome *outcome)
{
  g_string_free (outcome->elements, TRUE);
  g_clear_error (&outcome->error);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

/* Reads a body in chunks, each in memory of its own size, so that a sanitizer sees a step too far.
 */
static Outcome *
read_list (const char *body, gsize length, gsize chunk_size)
{
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  Outcome *outcome = g_new0 (Outcome, 1);
  LineupListReaderStatus status = LINEUP_LIST_READER_MORE;

  outcome->elements = g_string_new (NULL);
  for (gsize offset = 0; offset < length && status == LINEUP_LIST_READER_MORE; offset += chunk_size)
    {
      const gsize size = MIN (chunk_size, length - offset);
      g_autofree char *chunk = g_memdup2 (body + offset, size);
      const char *element = NULL;
      gsize element_length = 0;

      lineup_list_reader_push (reader, chunk, size);
      while ((status = lineup_list_reader_next (reader, &element, &element_length, &outcome->error))
             == LINEUP_LIST_READER_ELEMENT)
        {
          if (outcome->elements->len > 0)
            g_string_append_c (outcome->elements, ';');
          g_string_append_len (outcome->elements, element, (gssize)element_length);
        }
    }

  if (outcome->error == NULL)
    {
      const gboolean closed = lineup_list_reader_is_closed (reader);

      g_assert_cmpint (lineup_list_reader_finish (reader, &outcome->error), ==, closed);
      g_assert_cmpint (outcome->error == NULL, ==, closed);
    }
  else
    {
      g_autoptr (GError) again = NULL;

      g_assert_false (lineup_list_reader_is_closed (reader));
      g_assert_false (lineup_list_reader_finish (reader, &again));
      g_assert_cmpstr (again->message, ==, outcome->error->message);
    }
  outcome->rejected = lineup_list_reader_get_rejected (reader);
  return outcome;
}

typedef struct
{
  const char *body;
  const char *elements;
  guint rejected;
} Whole;

static const Whole wholes[] = {
  /* Plain lists */
  { "[]", "", 0 },
  { " \r\n\t[ ] \n", "", 0 },
  { "[{}]", "{}", 0 },
  { "[{\"a\":1},{\"a\":2}]", "{\"a\":1};{\"a\":2}", 0 },
  { "[ {\"a\" : 1} ,\n{\"a\":2} ]\n", "{\"a\" : 1};{\"a\":2}", 0 },

  /* Brackets, quotes and backslashes in strings and beside them */
  { "[{\"a\":\"]}\"},{\"b\":[{\"c\":[]}]}]", "{\"a\":\"]}\"};{\"b\":[{\"c\":[]}]}", 0 },
  { "[{\"a\":\"\\\"}\"},{\"b\":\"\\\\\"}]", "{\"a\":\"\\\"}\"};{\"b\":\"\\\\\"}", 0 },
  { "[{\"a\":\"\\\\\\\"\\u00e9\\/\"}]", "{\"a\":\"\\\\\\\"\\u00e9\\/\"}", 0 },
  { "[{\"a\":\"\x01\n\xff\"}]", "{\"a\":\"\x01\n\xff\"}", 0 },

  /* What is inside one element is its own affair */
  { "[{oops},{\"a\":1,,},{\"b\":[1}},{}]", "{oops};{\"a\":1,,};{\"b\":[1}};{}", 0 },
  { "[{\"a\":1],{\"b\":{]},{}]", "{\"a\":1];{\"b\":{]};{}", 0 },
  { "[{\"a\":1]]", "{\"a\":1]", 0 },

  /* Elements that are none */
  { "[null,{},true,false,-1.5e+3,\"x\",[{}],{}]", "{};{}", 6 },
  { "[\"}\\\"]\",[\"]\",[]]]", "", 2 },
  { "[null]", "", 1 },
  { "[NaN,-Infinity,{},Infinity,-NaN]", "{}", 4 },
  { "{\"0\":NaN,\"1\":{}}", "{}", 1 },
  { "[0 , {} ]", "{}", 1 },
  { "[[1},{}]", "{}", 1 },

  /* Before the list */
  { "\xef\xbb\xbf[{}]", "{}", 0 },
  { "\xef\xbb\xbf \n{\"0\":{}}", "{}", 0 },
  { "<br />\n<b>Warning</b>:  foo [x] in <b>/a[1]/b.php</b> on line <b>3</b><br />\n[{}]",
    "{}",
    0 },
  { "Notice: Undefined index: a in {main} [] of ( ) [\n{\"a\":1}]", "{\"a\":1}", 0 },
  { "Notice: {} []\n[]", "", 0 },
  { "Warning: x\n{\"1\":{\"a\":1}}", "{\"a\":1}", 0 },

  /* Objects for lists */
  { "{}", "", 0 },
  { "{ }", "", 0 },
  { "{\"0\":{\"a\":1},\"2\":{\"a\":2}}", "{\"a\":1};{\"a\":2}", 0 },
  { "{ \"0\" : {} , \"7\" : [ {\"a\":1} , null ] }", "{};{\"a\":1}", 1 },
  { "{\"0\":null,\"1\":{},\"2\":\"x\",\"3\":4}", "{}", 3 },
  { "{\"0\":[],\"1\":[{}]}", "{}", 0 },
  { "{\"streams\":[{\"a\":1},{}],\"more\":[{}]}", "{\"a\":1};{};{}", 0 },
  { "{\"streams\":[]}", "", 0 },
};

static void
test_whole (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      const gsize length = strlen (wholes[i].body);

      for (gsize chunk_size = 1; chunk_size <= length; chunk_size++)
        {
          g_autoptr (Outcome) outcome = read_list (wholes[i].body, length, chunk_size);

          g_assert_no_error (outcome->error);
          g_assert_cmpstr (outcome->elements->str, ==, wholes[i].elements);
          g_assert_cmpuint (outcome->rejected, ==, wholes[i].rejected);
        }
    }
}

/* Up to its last bracket no beginning of a list is whole, and each may be so at another try. */
static void
test_truncated (void)
{
  static const char *const bodies[] = {
    "[{\"a\":\"\\\\\\\"]\"}, null ,[\"]\"], {\"b\":{\"c\":[1,2]}},-1 ]",
    " \xef\xbb\xbf[]",
    "{\"0\":{\"a\":\"}\"},\"11\":[{},{}] , \"x\":[] }",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      for (gsize length = 0; length < strlen (bodies[i]); length++)
        {
          g_autoptr (Outcome) outcome = read_list (bodies[i], length, 7);

          g_assert_error (outcome->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
          g_assert_true (lineup_error_is_transient (outcome->error));
        }
      for (gsize length = 1; length < 40; length++)
        {
          g_autofree char *body = g_strdup_printf ("%s%*s", bodies[i], (int)length, "\n");
          g_autoptr (Outcome) outcome = read_list (body, strlen (body) + 1, 7);

          g_assert_no_error (outcome->error);
        }
    }
}

typedef struct
{
  const char *body;
  gboolean transient;
  const char *message;
} Broken;

static const Broken brokens[] = {
  /* Nothing */
  { "", TRUE, "The answer is empty" },
  { " \n\r\t", TRUE, "The answer is empty" },
  { "\xef\xbb\xbf", TRUE, "The answer is empty" },
  { "Warning: x\n[", TRUE, "The answer ended early" },
  { "Warning: x\n[ ", TRUE, "The answer ended early" },

  /* Other answers than a list */
  { "{\"user_info\":{\"auth\":0}}", FALSE, "The answer is an account object, not a list" },
  { "{\"user_info\":[]}", FALSE, "The answer is an account object, not a list" },
  { "{\"server_info\":{},\"user_info\":{}}", FALSE, "The answer is an account object, not a list" },
  { "{\"error\":\"MySQL: Cannot connect\"}", FALSE, "The answer is an error object, not a list" },
  { "{\"error\":[{}]}", FALSE, "The answer is an error object, not a list" },
  { "{\"message\":\"secret\"}", FALSE, "The answer is an object, not a list" },
  { "{\"info\":{}}", FALSE, "The answer is an object, not a list" },
  { "{\"0\":{},\"error\":null}", FALSE, "The answer is an error object, not a list" },
  { "{\"0\":{},\"total\":1}", FALSE, "The answer is an object, not a list" },
  { "{\"\":{}}", FALSE, "The answer is an object, not a list" },
  { "{\"1a\":{}}", FALSE, "The answer is an object, not a list" },
  { "{\"-1\":{}}", FALSE, "The answer is an object, not a list" },
  { "{\"\\u0030\":{}}", FALSE, "The answer is an object, not a list" },
  { "{\"a\":[{},null]}", FALSE, "The answer is an object, not a list" },
  { "null", FALSE, "The answer is no JSON" },
  { "false", FALSE, "The answer is no JSON" },
  { "17", FALSE, "The answer is no JSON" },
  { "\"Blocked\"", FALSE, "The answer is no JSON" },
  { "Blocked", FALSE, "The answer is no JSON" },
  { "<html><style>a{b:c}</style><script>var x=[];f({});y[1]=[2]</script></html>",
    FALSE,
    "The answer is no JSON" },

  /* Broken between the elements */
  { "[{} {}]", FALSE, NULL },
  { "[{},,{}]", FALSE, NULL },
  { "[{},]", FALSE, NULL },
  { "[,{}]", FALSE, NULL },
  { "[{}}]", FALSE, NULL },
  { "[{}:{}]", FALSE, NULL },
  { "[{\"a\":1},{\"b\":2]", TRUE, "The answer ended early" },
  { "[{\"a\":1,{\"b\":2},{\"c\":3}]", TRUE, "The answer ended early" },
  { "{\"0\":[{\"a\":1,{\"b\":2}]}", FALSE, NULL },
  { "{\"0\":[{\"a\":1,{\"b\":2}],\"1\":[{\"c\":3}]}", FALSE, NULL },
  { "[nul,{}]", FALSE, NULL },
  { "[nulll,{}]", FALSE, NULL },
  { "[Nan,{}]", FALSE, NULL },
  { "[foo]", FALSE, NULL },
  { "[1 2]", FALSE, NULL },
  { "['a']", FALSE, NULL },
  { "{\"0\"{}}", FALSE, NULL },
  { "{\"0\":}", FALSE, NULL },
  { "{\"0\":{},}", FALSE, NULL },
  { "{\"0\":{}]", FALSE, NULL },
  { "{0:{}}", FALSE, NULL },
  { "{\"0\":[{}}]", FALSE, NULL },

  /* After the end */
  { "[{}]x", FALSE, "The answer goes on after its end" },
  { "[][]", FALSE, "The answer goes on after its end" },
  { "[{}]\n[{}]", FALSE, "The answer goes on after its end" },
  { "[{}],", FALSE, "The answer goes on after its end" },
  { "{}{}", FALSE, "The answer goes on after its end" },
  { "Warning: x\n[{}]<br/>", FALSE, "The answer goes on after its end" },
};

static void
test_broken (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (brokens); i++)
    {
      const gsize length = strlen (brokens[i].body);

      for (gsize chunk_size = 1; chunk_size <= MAX (length, 1); chunk_size++)
        {
          g_autoptr (Outcome) outcome = read_list (brokens[i].body, length, chunk_size);

          g_assert_error (outcome->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
          g_assert_cmpint (lineup_error_is_transient (outcome->error), ==, brokens[i].transient);
          g_assert_null (strstr (outcome->error->message, "secret"));
          if (brokens[i].message != NULL)
            g_assert_cmpstr (outcome->error->message, ==, brokens[i].message);
        }
    }
}

/* Returns a list of three elements, of which the second has the given length. */
static GString *
make_list (gsize element_length)
{
  const gsize around = strlen ("{\"a\":\"\"}");
  g_autofree char *text = g_strnfill (element_length - around, 'x');
  GString *list = g_string_new (NULL);

  g_string_printf (list, "[{\"b\":1},{\"a\":\"%s\"},{\"b\":2}]", text);
  return list;
}

static void
test_long_element (void)
{
  static const gsize chunk_sizes[] = { 1, 1000, 65536, 4 * 1024 * 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (chunk_sizes); i++)
    {
      g_autoptr (GString) list = make_list (LINEUP_LIST_READER_MAX_ELEMENT);
      g_autoptr (GString) longer = make_list (LINEUP_LIST_READER_MAX_ELEMENT + 1);
      g_autoptr (GString) longest = make_list (3 * LINEUP_LIST_READER_MAX_ELEMENT);
      g_autoptr (Outcome) kept = read_list (list->str, list->len, chunk_sizes[i]);
      g_autoptr (Outcome) rejected = read_list (longer->str, longer->len, chunk_sizes[i]);
      g_autoptr (Outcome) rejected_too = read_list (longest->str, longest->len, chunk_sizes[i]);

      g_assert_no_error (kept->error);
      g_assert_cmpuint (kept->rejected, ==, 0);
      g_assert_cmpuint (kept->elements->len, ==, list->len - 2);

      g_assert_no_error (rejected->error);
      g_assert_cmpuint (rejected->rejected, ==, 1);
      g_assert_cmpstr (rejected->elements->str, ==, "{\"b\":1};{\"b\":2}");

      g_assert_no_error (rejected_too->error);
      g_assert_cmpuint (rejected_too->rejected, ==, 1);
      g_assert_cmpstr (rejected_too->elements->str, ==, "{\"b\":1};{\"b\":2}");
    }
}

static void
test_junk_limit (void)
{
  static const char *const fillings[] = { "x", " " };

  for (gsize i = 0; i < G_N_ELEMENTS (fillings); i++)
    {
      g_autofree char *junk = g_strnfill (LINEUP_LIST_READER_MAX_JUNK - 1, fillings[i][0]);
      g_autofree char *body = g_strconcat (junk, "[{}]", NULL);
      g_autofree char *longer = g_strconcat (junk, "xx", "[{}]", NULL);
      g_autoptr (Outcome) whole = read_list (body, strlen (body), 4096);
      g_autoptr (Outcome) broken = read_list (longer, strlen (longer), 4096);

      g_assert_no_error (whole->error);
      g_assert_cmpstr (whole->elements->str, ==, "{}");
      g_assert_error (broken->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_false (lineup_error_is_transient (broken->error));
    }
}

static void
test_nul (void)
{
  static const char body[] = "\0[\0{\"a\":\"\0\"}\0]\0\n\0";
  g_autoptr (Outcome) outcome = read_list (body, sizeof body - 1, 3);

  g_assert_no_error (outcome->error);
  g_assert_cmpmem (outcome->elements->str, outcome->elements->len, "{\"a\":\"\0\"}", 9);
}

/* An element in the chunk itself is not copied. */
static void
test_no_copy (void)
{
  static const char body[] = "[{\"a\":1},{\"a\":2}]";
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  const char *element = NULL;
  gsize length = 0;

  lineup_list_reader_push (reader, body, sizeof body - 1);
  g_assert_cmpint (
      lineup_list_reader_next (reader, &element, &length, NULL), ==, LINEUP_LIST_READER_ELEMENT);
  g_assert_true (element == body + 1);
  g_assert_cmpint (
      lineup_list_reader_next (reader, &element, &length, NULL), ==, LINEUP_LIST_READER_ELEMENT);
  g_assert_true (element == body + 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list-reader/whole", test_whole);
  g_test_add_func ("/list-reader/truncated", test_truncated);
  g_test_add_func ("/list-reader/broken", test_broken);
  g_test_add_func ("/list-reader/long-element", test_long_element);
  g_test_add_func ("/list-reader/junk-limit", test_junk_limit);
  g_test_add_func ("/list-reader/nul", test_nul);
  g_test_add_func ("/list-reader/no-copy", test_no_copy);

  return g_test_run ();
}
