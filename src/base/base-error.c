#include "base/base-error.h"

G_DEFINE_QUARK (base-error-quark, base_error)
