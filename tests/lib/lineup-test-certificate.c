/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-certificate.h"

#include "lineup-test-files.h"

/* Where the program is missing, there is nothing to go on with. */
static void
run (const char *directory, const char *const *arguments)
{
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (directory,
                     (char **)arguments,
                     NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                     NULL,
                     NULL,
                     NULL,
                     &errors,
                     &status,
                     &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("openssl: %s %s", error->message, errors != NULL ? errors : "");
}

GTlsCertificate *
lineup_test_certificate_new (const char *name, guint days)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-certificate-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (directory, "key.pem", NULL);
  g_autofree char *file = g_build_filename (directory, "certificate.pem", NULL);
  g_autofree char *subject = g_strconcat ("/CN=", name, NULL);
  g_autofree char *alternative = g_strdup_printf (
      "subjectAltName=%s:%s", g_hostname_is_ip_address (name) ? "IP" : "DNS", name);
  g_autofree char *days_text = g_strdup_printf ("%u", days);
  /* The first can't make one that expires at once. */
  const char *const make[] = {
    "openssl", "req",       "-x509", "-newkey", "ec",      "-pkeyopt", "ec_paramgen_curve:P-256",
    "-nodes",  "-keyout",   key,     "-out",    "new.pem", "-subj",    subject,
    "-addext", alternative, NULL
  };
  const char *const sign[] = { "openssl", "x509",    "-in",  "new.pem", "-signkey", key,
                               "-days",   days_text, "-out", file,      NULL };
  GTlsCertificate *certificate = NULL;
  g_autoptr (GError) error = NULL;

  run (directory, make);
  run (directory, sign);
  certificate = g_tls_certificate_new_from_files (file, key, &error);
  if (certificate == NULL)
    g_error ("%s", error->message);
  lineup_test_files_remove (directory);
  return certificate;
}

char *
lineup_test_certificate_get_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *digits = NULL;
  GString *fingerprint = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  digits = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (const char *c = digits; *c != '\0'; c++)
    {
      if (c != digits && (c - digits) % 2 == 0)
        g_string_append_c (fingerprint, ':');
      g_string_append_c (fingerprint, g_ascii_toupper (*c));
    }
  return g_string_free (fingerprint, FALSE);
}

char *
lineup_test_certificate_write (GTlsCertificate *certificate, const char *directory)
{
  char *path = g_build_filename (directory, "server.pem", NULL);
  g_autofree char *certificate_text = NULL;
  g_autofree char *key_text = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_object_get (
      certificate, "certificate-pem", &certificate_text, "private-key-pem", &key_text, NULL);
  text = g_strconcat (certificate_text, key_text, NULL);
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    g_error ("%s", error->message);
  return path;
}
