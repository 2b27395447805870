#include "io/io-error.h"

G_DEFINE_QUARK (io-error-quark, io_error)
