/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-splitter.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif
#if defined __ARM_NEON && defined __aarch64__ && G_BYTE_ORDER == G_LITTLE_ENDIAN
#define HAVE_NEON
#include <arm_neon.h>
#endif

/* Bytes that are looked at at once, whatever the processor: one for each bit of a mask. */
#define BLOCK 64

/* Which bytes of a block are what: bit 0 is the first byte. */
typedef struct
{
  guint64 quotes;
  guint64 backslashes;
  guint64 opens;
  guint64 closes;
} Marks;

typedef Marks (*MarkFunc) (const char *block);

/* --- Byte by byte --- */

typedef enum
{
  CLASS_PLAIN,
  CLASS_QUOTE,
  CLASS_OPEN,
  CLASS_CLOSE,
} ByteClass;

static const guint8 byte_classes[256] = {
  ['"'] = CLASS_QUOTE, ['{'] = CLASS_OPEN,  ['['] = CLASS_OPEN,
  ['}'] = CLASS_CLOSE, [']'] = CLASS_CLOSE,
};

/* Returns where a string goes on after its closing quote, or @end. */
static const char *
skip_string (LineupSplitter *self, const char *p, const char *end)
{
  if (self->escaped)
    {
      self->escaped = FALSE;
      p++;
    }

  while (TRUE)
    {
      const char *quote = memchr (p, '"', (gsize)(end - p));
      const char *stop = quote != NULL ? quote : end;
      const char *run = stop;
      gboolean escaped = FALSE;

      /* A quote ends the string unless an odd number of backslashes precedes it. */
      while (run > p && run[-1] == '\\')
        run--;
      escaped = (stop - run) % 2 != 0;

      if (quote == NULL)
        {
          self->escaped = escaped;
          return end;
        }
      p = quote + 1;
      if (!escaped)
        {
          self->in_string = FALSE;
          return p;
        }
    }
}

static const char *
find_end_plain (LineupSplitter *self, const char *data, const char *end)
{
  const char *p = data;

  while (p < end)
    {
      if (self->in_string)
        {
          p = skip_string (self, p, end);
          if (self->depth == 0 && !self->in_string)
            return p;
          continue;
        }

      switch (byte_classes[(guchar)*p++])
        {
        case CLASS_QUOTE:
          self->in_string = TRUE;
          break;
        case CLASS_OPEN:
          self->depth++;
          break;
        case CLASS_CLOSE:
          if (--self->depth == 0)
            return p;
          break;
        default:
          break;
        }
    }
  return NULL;
}

/* --- Block by block --- */

/* Bits of every other byte of a block, beginning with the first one. */
#define EVEN G_GUINT64_CONSTANT (0x5555555555555555)

/* Marks the bytes that follow a backslash which is not escaped itself: in and after each run of
 * them every other byte, from the second one on. @escaped is about the first byte, and then about
 * the first one of the next block. */
static inline guint64
mark_escaped (guint64 backslashes, gboolean *escaped)
{
  const guint64 first = *escaped ? 1 : 0;
  const guint64 runs = backslashes & ~first;
  const guint64 begins = runs & ~(runs << 1);
  /* Adding the beginning of a run to it leaves nothing of it. */
  const guint64 odd_runs = runs & (runs + (begins & EVEN));
  const guint64 even_runs = runs & ~odd_runs;

  *escaped = odd_runs >> (BLOCK - 1) != 0;
  return first | (odd_runs << 1 & EVEN) | (even_runs << 1 & ~EVEN);
}

/* Marks each byte before which, or at which, there is an odd number of quotes. */
static inline guint64
mark_strings (guint64 quotes)
{
  for (guint shift = 1; shift < BLOCK; shift *= 2)
    quotes ^= quotes << shift;
  return quotes;
}

/* What a block is too rare and too odd to be looked at at once for: a value that is a string, and a
 * backslash outside strings, which escapes nothing. */
static inline gboolean
is_odd (const LineupSplitter *self, const char *block, guint64 outside)
{
  return outside != 0 || (self->depth == 0 && (self->in_string || *block == '"'));
}

/* Returns where the value ends, or %NULL if it goes on after the block. */
static inline const char *
read_block (LineupSplitter *self, const char *block, const Marks *marks)
{
  gboolean escaped = self->escaped;
  const guint64 quotes = marks->quotes & ~mark_escaped (marks->backslashes, &escaped);
  const guint64 strings = mark_strings (quotes) ^ (self->in_string ? G_MAXUINT64 : 0);

  if (G_UNLIKELY (is_odd (self, block, marks->backslashes & ~strings)))
    return find_end_plain (self, block, block + BLOCK);

  for (guint64 brackets = (marks->opens | marks->closes) & ~strings; brackets != 0;
       brackets &= brackets - 1)
    {
      const int place = __builtin_ctzll (brackets);

      if ((marks->opens >> place & 1) != 0)
        self->depth++;
      else if (--self->depth == 0)
        return block + place + 1;
    }
  self->in_string = strings >> (BLOCK - 1) != 0;
  self->escaped = escaped;
  return NULL;
}

/* Inlined with its function: a call for each block would take as long as what it does. */
static G_ALWAYS_INLINE inline const char *
find_end_by_blocks (LineupSplitter *self, const char *data, const char *end, MarkFunc mark)
{
  const char *block = data;

  for (; end - block >= BLOCK; block += BLOCK)
    {
      const Marks marks = mark (block);
      const char *found = read_block (self, block, &marks);

      if (found != NULL)
        return found;
    }
  return find_end_plain (self, block, end);
}

/* Bits that make letters small: with them, `[` and `]` become `{` and `}`, and nothing else does.
 */
#define SMALL 0x20

#ifdef __x86_64__
static inline guint64
sse2_find (__m128i bytes, char c)
{
  return (guint)_mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 (c)));
}

static inline Marks
sse2_mark (const char *block)
{
  Marks marks = { 0 };

  for (guint i = 0; i < BLOCK; i += sizeof (__m128i))
    {
      const void *place = block + i;
      const __m128i bytes = _mm_loadu_si128 (place);
      const __m128i small = _mm_or_si128 (bytes, _mm_set1_epi8 (SMALL));

      marks.quotes |= sse2_find (bytes, '"') << i;
      marks.backslashes |= sse2_find (bytes, '\\') << i;
      marks.opens |= sse2_find (small, '{') << i;
      marks.closes |= sse2_find (small, '}') << i;
    }
  return marks;
}

static const char *
find_end_sse2 (LineupSplitter *self, const char *data, const char *end)
{
  return find_end_by_blocks (self, data, end, sse2_mark);
}

#define AVX2 __attribute__ ((target ("avx2")))

AVX2 static inline guint64
avx2_find (__m256i bytes, char c)
{
  return (guint)_mm256_movemask_epi8 (_mm256_cmpeq_epi8 (bytes, _mm256_set1_epi8 (c)));
}

AVX2 static inline Marks
avx2_mark (const char *block)
{
  Marks marks = { 0 };

  for (guint i = 0; i < BLOCK; i += sizeof (__m256i))
    {
      const void *place = block + i;
      const __m256i bytes = _mm256_loadu_si256 (place);
      const __m256i small = _mm256_or_si256 (bytes, _mm256_set1_epi8 (SMALL));

      marks.quotes |= avx2_find (bytes, '"') << i;
      marks.backslashes |= avx2_find (bytes, '\\') << i;
      marks.opens |= avx2_find (small, '{') << i;
      marks.closes |= avx2_find (small, '}') << i;
    }
  return marks;
}

AVX2 static const char *
find_end_avx2 (LineupSplitter *self, const char *data, const char *end)
{
  return find_end_by_blocks (self, data, end, avx2_mark);
}
#endif

#ifdef HAVE_NEON
/* There is no instruction for it: each byte becomes one bit of eight, and neighbours are added. */
static inline guint64
neon_find (const uint8x16_t bytes[4], char c)
{
  static const guint8 bits[] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
  const uint8x16_t sought = vdupq_n_u8 ((guint8)c);
  const uint8x16_t bit = vld1q_u8 (bits);
  uint8x16_t found[4];

  for (guint i = 0; i < 4; i++)
    found[i] = vandq_u8 (vceqq_u8 (bytes[i], sought), bit);
  found[0] = vpaddq_u8 (vpaddq_u8 (found[0], found[1]), vpaddq_u8 (found[2], found[3]));
  return vgetq_lane_u64 (vreinterpretq_u64_u8 (vpaddq_u8 (found[0], found[0])), 0);
}

static inline Marks
neon_mark (const char *block)
{
  uint8x16_t bytes[4];
  uint8x16_t small[4];

  for (guint i = 0; i < 4; i++)
    {
      bytes[i] = vld1q_u8 ((const guint8 *)block + i * sizeof (uint8x16_t));
      small[i] = vorrq_u8 (bytes[i], vdupq_n_u8 (SMALL));
    }
  return (Marks){
    neon_find (bytes, '"'), neon_find (bytes, '\\'), neon_find (small, '{'), neon_find (small, '}')
  };
}

static const char *
find_end_neon (LineupSplitter *self, const char *data, const char *end)
{
  return find_end_by_blocks (self, data, end, neon_mark);
}
#endif

/* --- Which of them --- */

static const char *(*const functions[LINEUP_N_SPLITTER_WAYS]) (LineupSplitter *self,
                                                               const char *data,
                                                               const char *end)
    = {
        [LINEUP_SPLITTER_PLAIN] = find_end_plain,
#ifdef __x86_64__
        [LINEUP_SPLITTER_SSE2] = find_end_sse2,
        [LINEUP_SPLITTER_AVX2] = find_end_avx2,
#endif
#ifdef HAVE_NEON
        [LINEUP_SPLITTER_NEON] = find_end_neon,
#endif
      };

gboolean
lineup_splitter_has_way (LineupSplitterWay way)
{
#ifdef __x86_64__
  if (way == LINEUP_SPLITTER_AVX2)
    return __builtin_cpu_supports ("avx2") != 0;
#endif
  return functions[way] != NULL;
}

LineupSplitterWay
lineup_splitter_get_fastest (void)
{
  LineupSplitterWay way = LINEUP_N_SPLITTER_WAYS - 1;

  while (!lineup_splitter_has_way (way))
    way--;
  return way;
}

void
lineup_splitter_begin (LineupSplitter *self)
{
  self->depth = 0;
  self->in_string = FALSE;
  self->escaped = FALSE;
}

const char *
lineup_splitter_find_end (LineupSplitter *self, const char *data, const char *end)
{
  return functions[self->way](self, data, end);
}
