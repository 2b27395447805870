#pragma once

/* What a program reads and prints, from and into files. */

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* Puts a file in the place of a standard stream; returns the stream to be put back. */
static int
redirect (int         stream,
          const char *path,
          int         flags)
{
  int saved = dup (stream);
  int file = open (path, flags, 0600);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (dup2 (file, stream), ==, stream);
  close (file);
  return saved;
}

static void
restore (int stream,
         int saved)
{
  g_assert_cmpint (dup2 (saved, stream), ==, stream);
  close (saved);
}

static char *
take_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  return text;
}

/* Newer versions of GLib make comments of what is printed by a test. */
static void
print_plain (const char *text)
{
  fputs (text, stdout);
}
