// Linear support vector machines by liblinear, opened while the program runs and without its types.
#ifndef SEXTANT_LINEAR_CLASSIFICATION_H
#define SEXTANT_LINEAR_CLASSIFICATION_H

#include <stdbool.h>

/// One number of a row: rows are lists of nodes, the last of which has the index -1.
typedef struct SextantNode {
  /// The column, counted from 1.
  int index;
  double value;
} SextantNode;

/// Which of two forms of the same problem is solved.
typedef enum SextantForm {
  /// A variable for each column: Newton's method with trust regions.
  SEXTANT_FORM_PRIMAL,
  /// A variable for each row: coordinate descent in an order from the C library's `rand`, which is seeded anew.
  SEXTANT_FORM_DUAL,
} SextantForm;

/// Whether liblinear can be opened; where not, `message`, of 256 bytes, receives the reason.
bool sextant_liblinear_is_there(char *message);

/// The w that is least in ½ ‖w‖² + cost · sum over rows of max(0, 1 - label · w·x)².
///
/// There are `count` rows, each with a label of 1 or -1 and nodes of the columns 1 ... `width`, and both labels occur. A row
/// may stand in the list more than once. `plane` receives the `width` numbers of w. Any number of threads may call; those
/// who ask for the dual form wait for each other. Returns false where liblinear cannot be opened or refuses the problem;
/// `message`, of 256 bytes, then receives the reason.
bool sextant_separating_plane(
    SextantForm form, int count, int width, const SextantNode *const *rows, const double *labels, double cost,
    double tolerance, double *plane, char *message);

#endif
