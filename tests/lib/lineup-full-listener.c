/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-full-listener.h"

#include <string.h>

guint
lineup_full_listener_count (guint16 port)
{
  g_autofree char *table = NULL;
  g_autofree char *pattern = g_strdup_printf (" 0100007F:%04X 02 ", port);
  guint n = 0;

  g_assert_true (g_file_get_contents ("/proc/net/tcp", &table, NULL, NULL));
  for (const char *found = strstr (table, pattern); found != NULL;
       found = strstr (found + 1, pattern))
    n++;
  return n;
}

static GSocket *
make_socket (void)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (
      G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  return socket;
}

GPtrArray *
lineup_full_listener_new (guint16 *port)
{
  GPtrArray *sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *listener = make_socket ();

  g_ptr_array_add (sockets, listener);
  g_socket_bind (listener, any, FALSE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (listener, 0);
  g_socket_listen (listener, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (listener, &error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  while (lineup_full_listener_count (*port) == 0)
    {
      GSocket *socket = make_socket ();

      g_socket_connect (socket, address, NULL, NULL);
      g_ptr_array_add (sockets, socket);
      g_assert_cmpuint (sockets->len, <, 100);
    }
  return sockets;
}
