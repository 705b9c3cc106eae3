#include "CVectorDrawing.h"
