/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fold.h"

#include <string.h>

/* Code points. */
#define TATWEEL                 0x0640
#define HANGUL_CHOSEONG_FILLER  0x115f
#define HANGUL_JUNGSEONG_FILLER 0x1160
#define ZERO_WIDTH_SPACE        0x200b

typedef struct
{
  LineupFold *parts;
  gsize n_parts;
} Parts;

static gboolean
is_between (gunichar character, gunichar first, gunichar last)
{
  return first <= character && character <= last;
}

/* Letters that don't decompose though they are, to a reader, one of ASCII with something to it, or
 * two. They are folded for case already. */
static const char *
get_ascii (gunichar letter)
{
  switch (letter)
    {
    case 0x00e6: /* æ */
      return "ae";
    case 0x0153: /* œ */
      return "oe";
    case 0x00fe: /* þ */
      return "th";
    case 0x2c65: /* ⱥ */
      return "a";
    case 0x0180: /* ƀ */
    case 0x0253: /* ɓ */
      return "b";
    case 0x0188: /* ƈ */
    case 0x023c: /* ȼ */
      return "c";
    case 0x00f0: /* ð */
    case 0x0111: /* đ */
    case 0x0256: /* ɖ */
    case 0x0257: /* ɗ */
      return "d";
    case 0x01dd: /* ǝ */
    case 0x0247: /* ɇ */
    case 0x0259: /* ə */
    case 0x025b: /* ɛ */
      return "e";
    case 0x0192: /* ƒ */
      return "f";
    case 0x01e5: /* ǥ */
    case 0x0260: /* ɠ */
      return "g";
    case 0x0127: /* ħ */
      return "h";
    case 0x0131: /* ı */
    case 0x0268: /* ɨ */
      return "i";
    case 0x0237: /* ȷ */
    case 0x0249: /* ɉ */
      return "j";
    case 0x0138: /* ĸ */
    case 0x0199: /* ƙ */
      return "k";
    case 0x0142: /* ł */
    case 0x019a: /* ƚ */
    case 0x2c61: /* ⱡ */
      return "l";
    case 0x014b: /* ŋ */
    case 0x0272: /* ɲ */
      return "n";
    case 0x00f8: /* ø */
    case 0x0254: /* ɔ */
    case 0x0275: /* ɵ */
      return "o";
    case 0x01a5: /* ƥ */
      return "p";
    case 0x024d: /* ɍ */
      return "r";
    case 0x0167: /* ŧ */
    case 0x01ad: /* ƭ */
    case 0x2c66: /* ⱦ */
      return "t";
    case 0x0289: /* ʉ */
      return "u";
    case 0x028b: /* ʋ */
      return "v";
    case 0x024f: /* ɏ */
    case 0x01b4: /* ƴ */
      return "y";
    case 0x01b6: /* ƶ */
      return "z";
    default:
      return NULL;
    }
}

/* Letters of the Arabic script that are another one to a keyboard of the next language, or are
 * drawn like it at the end of a word, as Unicode's chapter on the script (9.2) has them: kaf and
 * keheh, the yehs, the hehs with teh marbuta, alef wasla, noon without its dot. Alefs with a hamza
 * or a madda decompose. A waw, a reh, a lam and a yeh with a small v are Kurdish, and are often
 * written without. */
static gunichar
get_arabic (gunichar letter)
{
  switch (letter)
    {
    case 0x0671:
      return 0x0627;
    case 0x06a9:
    case 0x06aa:
      return 0x0643;
    case 0x0629:
    case 0x06be:
    case 0x06c1:
    case 0x06c3:
    case 0x06d5:
      return 0x0647;
    case 0x0649:
    case 0x06cc:
    case 0x06ce:
    case 0x06d2:
      return 0x064a;
    case 0x06ba:
      return 0x0646;
    case 0x06c6:
      return 0x0648;
    case 0x0695:
      return 0x0631;
    case 0x06b5:
      return 0x0644;
    default:
      return letter;
    }
}

/* Letters to Unicode that are written where others write an apostrophe or a quotation mark. */
static gboolean
is_apostrophe (gunichar letter)
{
  return is_between (letter, 0x02b9, 0x02bf) || letter == 0x02c8;
}

static gboolean
is_unspaced (gunichar letter)
{
  /* What Hiragana and Katakana share, as the mark for a long vowel, has no script of its own. */
  if (is_between (letter, 0x3005, 0x3007) || is_between (letter, 0x3031, 0x30ff))
    return TRUE;
  switch ((int)g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_THAI:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_hangul (gunichar letter)
{
  return is_between (letter, 0x1100, 0x11ff) || is_between (letter, 0xa960, 0xa97c)
         || is_between (letter, 0xd7b0, 0xd7fb);
}

/* Whether a mark only sits on its letter, which is the same letter without it to who searches. */
static gboolean
is_accent (gunichar mark)
{
  const int class = g_unichar_combining_class (mark);

  /* 10 to 36 are the points of Hebrew, Arabic and Syriac. From 84 to 132 are vowel signs and tones
   * of Telugu, Thai, Lao and Tibetan; below 10 is what makes another letter, as the kana's voicing.
   */
  return (class >= 10 && class < 84) || class > 132;
}

/* Marks that say how a letter is drawn, not which it is: joiners and selectors of variants. */
static gboolean
is_invisible (gunichar mark)
{
  return mark == 0x034f || is_between (mark, 0x17b4, 0x17b5) || is_between (mark, 0x180b, 0x180f)
         || is_between (mark, 0xfe00, 0xfe0f) || is_between (mark, 0xe0100, 0xe01ef);
}

static LineupFoldKind
get_kind (gunichar character)
{
  switch ((int)g_unichar_type (character))
    {
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_PRIVATE_USE:
      return LINEUP_FOLD_LETTERS;

    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_OTHER_NUMBER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
      if (character == TATWEEL || character == HANGUL_CHOSEONG_FILLER
          || character == HANGUL_JUNGSEONG_FILLER)
        return LINEUP_FOLD_NOTHING;
      if (is_apostrophe (character))
        return LINEUP_FOLD_GAP;
      if (is_hangul (character))
        return LINEUP_FOLD_HANGUL;
      return is_unspaced (character) ? LINEUP_FOLD_ALONE : LINEUP_FOLD_LETTERS;

    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
      return is_accent (character) || is_invisible (character) ? LINEUP_FOLD_NOTHING
                                                               : LINEUP_FOLD_MARKS;

    case G_UNICODE_ENCLOSING_MARK:
      return LINEUP_FOLD_NOTHING;

    case G_UNICODE_FORMAT:
      return character == ZERO_WIDTH_SPACE ? LINEUP_FOLD_GAP : LINEUP_FOLD_NOTHING;

    default:
      return LINEUP_FOLD_GAP;
    }
}

static gboolean
can_follow (const LineupFold *part, LineupFoldKind kind, gsize n_bytes)
{
  if (part->n_bytes + n_bytes > LINEUP_FOLD_MAX_BYTES)
    return FALSE;
  if (kind == LINEUP_FOLD_MARKS)
    return part->kind != LINEUP_FOLD_GAP;
  return part->kind == kind && kind != LINEUP_FOLD_ALONE;
}

static void
add (Parts *self, LineupFoldKind kind, const char *bytes, gsize n_bytes)
{
  LineupFold *part = self->n_parts > 0 ? &self->parts[self->n_parts - 1] : NULL;

  if (part == NULL || !can_follow (part, kind, n_bytes))
    {
      g_assert (self->n_parts < LINEUP_FOLD_MAX_PARTS);
      part = &self->parts[self->n_parts++];
      *part = (LineupFold){ .kind = (guint8)kind };
    }
  memcpy (part->bytes + part->n_bytes, bytes, n_bytes);
  part->n_bytes = (guint8)(part->n_bytes + n_bytes);
}

static void
add_cased (Parts *self, gunichar letter)
{
  /* Lower case first: of Cherokee, GLib's folding swaps the two cases. */
  const gunichar lower = g_unichar_tolower (letter);
  char bytes[6];
  g_autofree char *folded = g_utf8_casefold (bytes, g_unichar_to_utf8 (lower, bytes));

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *ascii = get_ascii (g_utf8_get_char (at));

      if (ascii != NULL)
        add (self, LINEUP_FOLD_LETTERS, ascii, strlen (ascii));
      else
        add (self, LINEUP_FOLD_LETTERS, at, (gsize)(g_utf8_next_char (at) - at));
    }
}

/* What is no capital and has none. A number is the same in any script's digits. */
static gunichar
get_uncased (gunichar character)
{
  if (g_unichar_type (character) == G_UNICODE_DECIMAL_NUMBER)
    return (gunichar)('0' + g_unichar_digit_value (character));
  return get_arabic (character);
}

static void
add_decomposed (Parts *self, gunichar character)
{
  const LineupFoldKind kind = get_kind (character);
  char bytes[6];

  switch (kind)
    {
    case LINEUP_FOLD_NOTHING:
      break;
    case LINEUP_FOLD_GAP:
      add (self, kind, "", 0);
      break;
    case LINEUP_FOLD_LETTERS:
      if (g_unichar_isupper (character) || g_unichar_islower (character)
          || g_unichar_istitle (character))
        {
          add_cased (self, character);
          break;
        }
      character = get_uncased (character);
      G_GNUC_FALLTHROUGH;
    case LINEUP_FOLD_HANGUL:
    case LINEUP_FOLD_MARKS:
    case LINEUP_FOLD_ALONE:
      add (self, kind, bytes, (gsize)g_unichar_to_utf8 (character, bytes));
      break;
    case LINEUP_FOLD_SEVERAL:
    default:
      g_assert_not_reached ();
    }
}

gsize
lineup_fold_character (gunichar character, LineupFold parts[LINEUP_FOLD_MAX_PARTS])
{
  gunichar decomposed[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  Parts self = { .parts = parts };
  gsize n_decomposed;

  /* A symbol does not turn to a word because letters stand for it: a sign for "trade mark" is none.
   */
  if (get_kind (character) == LINEUP_FOLD_GAP)
    {
      add (&self, LINEUP_FOLD_GAP, "", 0);
      return self.n_parts;
    }

  n_decomposed = g_unichar_fully_decompose (character, TRUE, decomposed, G_N_ELEMENTS (decomposed));
  for (gsize i = 0; i < n_decomposed; i++)
    {
      /* The space of a mark that is shown by itself parts nothing. */
      if (i > 0 || n_decomposed == 1 || decomposed[i] != ' ')
        add_decomposed (&self, decomposed[i]);
    }
  return self.n_parts;
}
