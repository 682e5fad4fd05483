/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-answer-stream.h"

#include <sys/socket.h>

/* Bytes that wait to be sent together. */
#define MAX_PENDING (64 * 1024)

struct _LineupAnswerStream
{
  GOutputStream parent_instance;

  GSocket *socket;       /* (owned) */
  GOutputStream *output; /* (owned) */
  LineupFault *fault;    /* (owned) */
  LineupRequestLog *log; /* (owned) */
  guint64 number;
  GCancellable *hold; /* (owned) */

  GByteArray *pending; /* (owned), framed bytes that are not sent yet */
  LineupFaultFraming framing;
  guint64 length; /* that was announced, where one was */
  guint64 bytes;  /* of the body */
  gboolean begun;
  gboolean stalled;
  gboolean client_gone;
};

G_DEFINE_FINAL_TYPE (LineupAnswerStream, lineup_answer_stream, G_TYPE_OUTPUT_STREAM)

/* Sends all but the last @keep bytes. */
static gboolean
send_pending (LineupAnswerStream *self, guint keep, GError **error)
{
  gsize sent = 0;
  gsize total = self->pending->len > keep ? self->pending->len - keep : 0;

  while (sent < total)
    {
      gssize n = g_output_stream_write (
          self->output, (const char *)self->pending->data + sent, total - sent, NULL, error);

      if (n < 0)
        {
          self->client_gone = TRUE;
          return FALSE;
        }
      sent += (gsize)n;
    }
  if (sent > 0)
    g_byte_array_remove_range (self->pending, 0, (guint)sent);
  return TRUE;
}

static gboolean
pause_answer (LineupAnswerStream *self, gint64 microseconds, GError **error)
{
  gint64 timeout = microseconds == LINEUP_FAULT_FOREVER ? -1 : microseconds;

  if (!send_pending (self, 0, error))
    return FALSE;

  /* A client says nothing while it waits for an answer: it can only have hung up. */
  if (g_socket_condition_timed_wait (self->socket, G_IO_IN, timeout, self->hold, NULL))
    {
      self->client_gone = TRUE;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "The client has gone");
      return FALSE;
    }
  return TRUE;
}

static gboolean
hold_answer (LineupAnswerStream *self, gint64 microseconds, GError **error)
{
  gboolean go_on = FALSE;

  if (!send_pending (self, 0, error))
    return FALSE;
  lineup_request_log_set_held (self->log, self->number, self->bytes, TRUE);
  go_on = pause_answer (self, microseconds, error);
  lineup_request_log_set_held (self->log, self->number, self->bytes, FALSE);
  return go_on;
}

static gboolean
cut_answer (LineupAnswerStream *self, GError **error)
{
  if (!send_pending (self, 0, error))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "Cut by a fault");
  return FALSE;
}

/* What the fault does at this place of the body. */
static gboolean
meet_fault (LineupAnswerStream *self, GError **error)
{
  if (self->bytes == self->fault->stall_at && !self->stalled)
    {
      self->stalled = TRUE;
      if (!hold_answer (self, self->fault->stall, error))
        return FALSE;
    }
  if (self->bytes == self->fault->cut_at)
    return cut_answer (self, error);
  return TRUE;
}

static void
append_text (LineupAnswerStream *self, const char *text)
{
  g_byte_array_append (self->pending, (const guint8 *)text, (guint)strlen (text));
}

static gboolean
send_piece (LineupAnswerStream *self, const guint8 *data, gsize length, GError **error)
{
  if (self->framing == LINEUP_FAULT_FRAMING_CHUNKED)
    {
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

      append_text (self, size);
      g_byte_array_append (self->pending, data, (guint)length);
      append_text (self, "\r\n");
    }
  else
    {
      g_byte_array_append (self->pending, data, (guint)length);
    }
  self->bytes += length;

  if (self->fault->trickle_bytes > 0 && self->bytes % self->fault->trickle_bytes == 0)
    return pause_answer (self, self->fault->trickle, error);
  /* The last byte stays until the log knows of the answer's end. */
  return self->pending->len < MAX_PENDING || send_pending (self, 1, error);
}

static gssize
lineup_answer_stream_write (GOutputStream *stream,
                            const void *buffer,
                            gsize count,
                            GCancellable *cancellable,
                            GError **error)
{
  LineupAnswerStream *self = LINEUP_ANSWER_STREAM (stream);
  const LineupFault *fault = self->fault;
  const guint8 *data = buffer;
  gsize left = count;

  while (left > 0)
    {
      guint64 length = MIN (left, MAX_PENDING);

      if (!meet_fault (self, error))
        return -1;

      if (self->bytes < fault->stall_at)
        length = MIN (length, fault->stall_at - self->bytes);
      if (self->bytes < fault->cut_at)
        length = MIN (length, fault->cut_at - self->bytes);
      if (fault->trickle_bytes > 0)
        length = MIN (length, fault->trickle_bytes - self->bytes % fault->trickle_bytes);

      if (!send_piece (self, data, (gsize)length, error))
        return -1;
      data += length;
      left -= length;
    }
  return (gssize)count;
}

static void
lineup_answer_stream_finalize (GObject *object)
{
  LineupAnswerStream *self = LINEUP_ANSWER_STREAM (object);

  g_object_unref (self->socket);
  g_object_unref (self->output);
  g_object_unref (self->log);
  g_object_unref (self->hold);
  lineup_fault_free (self->fault);
  g_byte_array_unref (self->pending);
  G_OBJECT_CLASS (lineup_answer_stream_parent_class)->finalize (object);
}

static void
lineup_answer_stream_class_init (LineupAnswerStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_answer_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = lineup_answer_stream_write;
}

static void
lineup_answer_stream_init (LineupAnswerStream *self)
{
  self->pending = g_byte_array_new ();
}

GOutputStream *
lineup_answer_stream_new (GSocket *socket,
                          GOutputStream *output,
                          const LineupFault *fault,
                          LineupRequestLog *log,
                          guint64 number,
                          GCancellable *hold)
{
  LineupAnswerStream *self = g_object_new (LINEUP_TYPE_ANSWER_STREAM, NULL);

  self->socket = g_object_ref (socket);
  self->output = g_object_ref (output);
  self->fault = lineup_fault_copy (fault);
  self->log = g_object_ref (log);
  self->number = number;
  self->hold = g_object_ref (hold);
  return G_OUTPUT_STREAM (self);
}

static gboolean
fault_has_header (const LineupFault *fault, const char *name)
{
  for (guint i = 0; i + 1 < fault->headers->len; i += 2)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (fault->headers, i), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
choose_framing (LineupAnswerStream *self, gint64 length)
{
  self->framing = self->fault->framing;
  self->length = self->fault->length;

  if (self->framing != LINEUP_FAULT_FRAMING_NORMAL)
    return;
  self->framing = length >= 0 ? LINEUP_FAULT_FRAMING_LENGTH : LINEUP_FAULT_FRAMING_CHUNKED;
  self->length = length >= 0 ? (guint64)length : 0;
}

static void
append_head (LineupAnswerStream *self, const char *content_type)
{
  const LineupFault *fault = self->fault;
  g_autoptr (GString) head = g_string_new (NULL);

  g_string_append_printf (
      head, "HTTP/1.1 %u %s\r\n", fault->status, fault->status < 400 ? "OK" : "No");
  if (!fault_has_header (fault, "Content-Type"))
    g_string_append_printf (head, "Content-Type: %s\r\n", content_type);
  for (guint i = 0; i + 1 < fault->headers->len; i += 2)
    g_string_append_printf (head,
                            "%s: %s\r\n",
                            (const char *)g_ptr_array_index (fault->headers, i),
                            (const char *)g_ptr_array_index (fault->headers, i + 1));
  if (fault->gzip && fault->labelled)
    g_string_append (head, "Content-Encoding: gzip\r\n");
  if (self->framing == LINEUP_FAULT_FRAMING_CHUNKED)
    g_string_append (head, "Transfer-Encoding: chunked\r\n");
  else if (self->framing == LINEUP_FAULT_FRAMING_LENGTH)
    g_string_append_printf (head, "Content-Length: %" G_GUINT64_FORMAT "\r\n", self->length);
  else
    g_string_append (head, "Connection: close\r\n");
  g_string_append (head, "\r\n");
  append_text (self, head->str);
}

gboolean
lineup_answer_stream_begin (LineupAnswerStream *self,
                            const char *content_type,
                            gint64 length,
                            GError **error)
{
  if (self->fault->delay > 0 && !hold_answer (self, self->fault->delay, error))
    return FALSE;
  if (self->fault->drop)
    return cut_answer (self, error);

  choose_framing (self, length);
  append_head (self, content_type);
  self->begun = TRUE;
  return TRUE;
}

gboolean
lineup_answer_stream_end (LineupAnswerStream *self, gboolean complete)
{
  gboolean reusable = FALSE;

  /* A fault may wait at the body's very end. */
  complete = complete && meet_fault (self, NULL);
  if (complete && self->framing == LINEUP_FAULT_FRAMING_CHUNKED)
    append_text (self, "0\r\n\r\n");
  complete = complete && send_pending (self, 1, NULL);

  lineup_request_log_end (self->log,
                          self->number,
                          self->begun ? self->fault->status : 0,
                          self->bytes,
                          complete,
                          self->client_gone);

  reusable = complete && send_pending (self, 0, NULL)
             && (self->framing == LINEUP_FAULT_FRAMING_CHUNKED
                 || (self->framing == LINEUP_FAULT_FRAMING_LENGTH && self->length == self->bytes));
  if (!reusable && self->fault->reset)
    {
      struct linger linger = { .l_onoff = 1, .l_linger = 0 };

      setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
  return reusable;
}
