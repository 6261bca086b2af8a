/* The bound: one pass over a payroll of the home-care branch, its lines on both sides, 64-bit integers, nothing else.

   cc -O2 -o one_pass one_pass.c
   one_pass IN.csv FIGURES.txt OUT.csv [--lines]

   It reads the files of `revalo sample` and no other: one sector, unquoted cells, the columns it knows. A cell that it
   cannot read ends it, with the number of the line. No reject, no reason, no what-if: what it takes is what reading,
   computing and writing cannot go below in one thread. Its amounts are those of `revalo batch`: `all.py` checks them. */

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_DAYS = 64, MOST_ROWS = 16, MOST_PLACES = 32, MOST_NAMES = 128, MOST_STEPS = 16, LEVELS = 10 };
enum { MOST_COLUMNS = 64, LINES = 5, BUFFER = 1 << 20, ROOM = 4096 };
enum { ID, SERVICE, DEPARTMENT, MONTH, SECTOR, JOB, CATEGORY, ECHELON, SINCE, DIPLOMA, HOURS, SUNDAY, USED };

static const char *const HEADERS[USED] = {"employee_id", "service_id", "department", "month", "sector", "job",
                                          "category", "echelon", "since", "diploma", "hours", "sunday_hours"};
static const char *const LINE_NAMES[LINES] = {"base", "smic_topup", "seniority", "diploma", "sunday"};

typedef struct { const char *at; int length; } Cell;
typedef struct { char name[48]; int length, row; } Name;
typedef struct { int year, month, day; } Date;
typedef struct {
    Date date;
    int is_new, topped, steps, names;
    int64_t point, wage, full_time, sunday, diploma[LEVELS];
    int64_t years[MOST_STEPS], rate[MOST_STEPS], grid[MOST_ROWS][MOST_PLACES];
    Name named[MOST_NAMES];
} Day;

static Day days[MOST_DAYS];
static Date before;
static int day_count;
static long line_number = 1;
static char buffer[BUFFER + ROOM];
static char *end = buffer;

static void stop(const char *what) {
    fprintf(stderr, "one_pass: line %ld: %s\n", line_number, what);
    exit(1);
}

static void need(int is_so) {
    if (!is_so) stop("the file of figures cannot be read");
}

static int64_t number(FILE *file) {
    long long value;
    need(fscanf(file, "%lld", &value) == 1);
    return value;
}

static int count_under(FILE *file, int most) {
    int64_t value = number(file);
    need(value >= 0 && value <= most);
    return (int)value;
}

static void word(FILE *file, const char *expected) {
    char found[16];
    need(fscanf(file, "%15s", found) == 1 && !strcmp(found, expected));
}

static void read_date(FILE *file, Date *date) {
    need(fscanf(file, "%d-%d-%d", &date->year, &date->month, &date->day) == 3);
}

static void read_day(FILE *file, Day *day) {
    word(file, "day");
    read_date(file, &day->date);
    day->is_new = count_under(file, 1);
    day->point = number(file);
    day->wage = number(file);
    day->full_time = number(file);
    day->sunday = number(file);
    day->topped = count_under(file, 1);
    word(file, "seniority");
    day->steps = count_under(file, MOST_STEPS);
    for (int i = 0; i < day->steps; i++) { day->years[i] = number(file); day->rate[i] = number(file); }
    word(file, "diploma");
    for (int i = 0; i < LEVELS; i++) day->diploma[i] = number(file);
    word(file, "grid");
    int rows = count_under(file, MOST_ROWS), places = count_under(file, MOST_PLACES);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < places; j++) day->grid[i][j] = number(file);
    word(file, "names");
    day->names = count_under(file, MOST_NAMES);
    for (int i = 0; i < day->names; i++) {
        need(fscanf(file, "%47s", day->named[i].name) == 1);
        day->named[i].length = (int)strlen(day->named[i].name);
        day->named[i].row = count_under(file, rows - 1);
    }
}

static void read_figures(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) stop("the file of figures cannot be opened");
    word(file, "before");
    read_date(file, &before);
    word(file, "days");
    day_count = count_under(file, MOST_DAYS);
    for (int i = 0; i < day_count; i++) read_day(file, &days[i]);
    fclose(file);
}

static int same(Cell cell, const char *text, int length) {
    return cell.length == length && !memcmp(cell.at, text, (size_t)length);
}

static int whole(const char *at, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
        if (at[i] < '0' || at[i] > '9') stop("a number is expected");
        value = 10 * value + at[i] - '0';
    }
    return value;
}

/* A number with up to two decimals, in hundredths; `absent` where blank. */
static int64_t hundredths(Cell cell, int64_t absent) {
    if (!cell.length) return absent;
    const char *mark = memchr(cell.at, '.', (size_t)cell.length);
    int units = mark ? (int)(mark - cell.at) : cell.length;
    int decimals = mark ? cell.length - units - 1 : 0;
    if (decimals > 2) stop("too many decimals");
    int64_t value = 100 * (int64_t)whole(cell.at, units);
    return decimals ? value + whole(mark + 1, decimals) * (decimals == 1 ? 10 : 1) : value;
}

static int row_named(const Day *day, Cell name) {
    for (int i = 0; i < day->names; i++)
        if (same(name, day->named[i].name, day->named[i].length)) return day->named[i].row;
    return -1;
}

static const Day *figures_of(Date date) {
    for (int i = 0; i < day_count; i++) {
        const Date *held = &days[i].date;
        if (held->month == date.month && held->year == date.year && held->day == date.day) return &days[i];
    }
    stop("a month without figures");
    return NULL;
}

/* Half away from zero; the denominator is positive. */
static int64_t half_up(int64_t numerator, int64_t denominator) {
    int64_t size = numerator < 0 ? -numerator : numerator;
    int64_t quotient = (2 * size + denominator) / (2 * denominator);
    return numerator < 0 ? -quotient : quotient;
}

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

/* Years completed on a day; whether the day is the anniversary itself (29 February: the 28th of a common year). */
static int completed(Cell since, const Day *day, int *is_anniversary) {
    if (since.length != 10) stop("a date is expected");
    int year = whole(since.at, 4), month = whole(since.at + 5, 2), on = whole(since.at + 8, 2);
    const Date *to = &day->date;
    int leap = (to->year % 4 == 0 && to->year % 100 != 0) || to->year % 400 == 0;
    if (month == 2 && on == 29 && !leap) on = 28;
    int missing = 32 * (month - to->month) + on - to->day;
    *is_anniversary = !missing;
    return to->year - year - (missing > 0);
}

static int64_t points_of(const Cell *row, const Day *day, int years) {
    int place = day->is_new && row[JOB].length ? row_named(day, row[JOB]) : -1;
    if (place < 0) place = row_named(day, row[CATEGORY]);
    if (place < 0) stop("a category or a job is expected");
    if (!day->is_new) return day->grid[place][years < 29 ? years : 29];
    int echelon = whole(row[ECHELON].at, row[ECHELON].length);
    if (echelon < 1 || echelon > 3) stop("an echelon is expected");
    return day->grid[place][echelon - 1];
}

static void compute(const Cell *row, const Day *day, int64_t *line) {
    int is_anniversary, years = completed(row[SINCE], day, &is_anniversary), exceeded = years - is_anniversary;
    int64_t full = day->full_time, hours = hundredths(row[HOURS], full), worked = hours < full ? hours : full;
    int64_t pay = points_of(row, day, years) * day->point, topped = larger(pay, 100 * day->wage), rate = 0;
    int level = row[DIPLOMA].length ? whole(row[DIPLOMA].at, row[DIPLOMA].length) : 0;
    if (level >= LEVELS) stop("a level of diploma is expected");
    for (int i = 0; i < day->steps; i++)
        if (exceeded >= day->years[i]) rate = day->rate[i];
    line[0] = half_up(pay * worked, 100 * full);
    line[1] = larger(half_up(day->wage * worked, full) - line[0], 0);
    line[2] = half_up(rate * (day->topped ? topped : pay) * worked, 10000 * 100 * full);
    line[3] = half_up(day->diploma[level] * day->point * worked, 100 * full);
    line[4] = half_up(day->sunday * topped * hundredths(row[SUNDAY], 0), 10000 * 100 * full);
}

static void put_cell(Cell cell) {
    if (cell.length > ROOM / 8) stop("a cell is too long");
    memcpy(end, cell.at, (size_t)cell.length);
    end += cell.length;
}

static void put_amount(int64_t value) {
    char digits[24];
    int n = 0;
    uint64_t size = (uint64_t)(value < 0 ? -value : value);
    *end++ = ',';
    if (value < 0) *end++ = '-';
    do { digits[n++] = (char)('0' + size % 10); size /= 10; } while (size || n < 3);
    while (n > 2) *end++ = digits[--n];
    *end++ = '.';
    *end++ = digits[1];
    *end++ = digits[0];
}

static void flush_to(int out) {
    for (const char *at = buffer; at < end;) {
        ssize_t done = write(out, at, (size_t)(end - at));
        if (done < 0) stop("the results cannot be written");
        at += done;
    }
    end = buffer;
}

static void put_row(const Cell *row, const int64_t *old, const int64_t *now, int with_lines) {
    int64_t before_gross = 0, after_gross = 0;
    for (int i = 0; i < LINES; i++) { before_gross += old[i]; after_gross += now[i]; }
    for (int i = ID; i <= MONTH; i++) {
        if (i) *end++ = ',';
        put_cell(row[i]);
    }
    put_amount(before_gross);
    put_amount(after_gross);
    put_amount(after_gross - before_gross);
    put_amount(half_up(10000 * (after_gross - before_gross), before_gross));
    for (int i = 0; with_lines && i < LINES; i++) { put_amount(old[i]); put_amount(now[i]); }
    *end++ = '\n';
}

static void put_header(int with_lines) {
    end += sprintf(end, "employee_id,service_id,department,month,before_gross,after_gross,gain,gain_percent");
    for (int i = 0; with_lines && i < LINES; i++)
        end += sprintf(end, ",before_%s,after_%s", LINE_NAMES[i], LINE_NAMES[i]);
    *end++ = '\n';
}

/* One line cut into cells: the ones used go to their places. */
static const char *cut(const char *at, const char *stop_at, const int *place, int columns, Cell *row) {
    for (int i = 0; i < columns; i++) {
        const char *start = at;
        while (at < stop_at && *at != ',' && *at != '\n') at++;
        if (at == stop_at || (*at == '\n') != (i == columns - 1)) stop("another number of cells than the header");
        if (place[i] >= 0) row[place[i]] = (Cell){start, (int)(at - start)};
        at++;
    }
    return at;
}

static const char *header(const char *at, const char *stop_at, int *place, int *columns) {
    for (int more = 1; more; at++) {
        const char *start = at;
        while (at < stop_at && *at != ',' && *at != '\n') at++;
        if (at == stop_at || *columns == MOST_COLUMNS) stop("a header is expected");
        place[*columns] = -1;
        for (int i = 0; i < USED; i++)
            if (same((Cell){start, (int)(at - start)}, HEADERS[i], (int)strlen(HEADERS[i]))) place[*columns] = i;
        (*columns)++;
        more = *at == ',';
    }
    return at;
}

int main(int count, char **given) {
    if (count < 4) { fprintf(stderr, "one_pass IN.csv FIGURES.txt OUT.csv [--lines]\n"); return 2; }
    int with_lines = count > 4 && !strcmp(given[4], "--lines"), columns = 0, place[MOST_COLUMNS];
    read_figures(given[2]);
    int in = open(given[1], O_RDONLY), out = open(given[3], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    struct stat about;
    if (in < 0 || out < 0 || fstat(in, &about)) stop("a file cannot be opened");
    const char *text = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, in, 0);
    if (text == MAP_FAILED) stop("the payroll cannot be read");
    const char *stop_at = text + about.st_size, *at = header(text, stop_at, place, &columns);
    const Day *eve = figures_of(before);
    put_header(with_lines);
    while (at < stop_at) {
        Cell row[USED] = {{"", 0}};
        int64_t old[LINES], now[LINES];
        line_number++;
        at = cut(at, stop_at, place, columns, row);
        if (!same(row[SECTOR], "bad", 3)) stop("home care alone is computed");
        if (row[MONTH].length != 7) stop("a month is expected");
        Date month = {whole(row[MONTH].at, 4), whole(row[MONTH].at + 5, 2), 1};
        compute(row, eve, old);
        compute(row, figures_of(month), now);
        put_row(row, old, now, with_lines);
        if (end - buffer > BUFFER) flush_to(out);
    }
    flush_to(out);
    return close(out) ? 1 : 0;
}
