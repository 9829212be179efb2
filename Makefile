# One file builds everything: all demo check asan fuzz bench eval install clean.
# BUILD=DIR puts the products elsewhere; SAN=address,undefined adds sanitizers;
# V=1 shows the commands. demo, check, asan, fuzz and bench first install what
# the machine lacks (contrib/bootstrap).

BUILD ?= build
CC ?= cc
CLANG ?= clang
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc/tanggap
DATADIR ?= $(PREFIX)/share/tanggap
FUZZ_SECONDS ?= 1200
PKGS = libcurl sqlite3 libpcre2-8 gnutls libcjson zlib

# pkg-config libetpan leaks link specs that switch PIE off: link it plainly.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -letpan -lunistring \
	-lstemmer -lpthread -lm

WARN = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wvla -Wundef -Wwrite-strings \
	-Wcast-qual
ifdef SAN
MODE = -O1 -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all
else
MODE = -O2 -D_FORTIFY_SOURCE=2
endif
HARD = -fstack-protector-strong -fPIE -fvisibility=hidden
CPPFLAGS += -D_GNU_SOURCE -Isrc -DSYSCONFDIR='"$(SYSCONFDIR)"' \
	-DDATADIR='"$(DATADIR)"'
CFLAGS ?= -g
Q = $(if $(V),,@)
ALLFLAGS = -std=c11 $(WARN) $(CFLAGS) $(MODE) $(HARD) $(CPPFLAGS) $(PKG_CFLAGS)
LDFLAGS += -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(if $(SAN),-fsanitize=$(SAN))

SRC := $(wildcard src/*.c src/*/*.c)
OBJ := $(SRC:src/%.c=$(BUILD)/o/%.o)
TEST := $(patsubst t/%.c,$(BUILD)/%,$(wildcard t/unit/*.c t/lib/*.c))
FUZZ := $(patsubst t/%.c,$(BUILD)/%,$(wildcard t/fuzz/*.c))

all: $(BUILD)/tanggap $(BUILD)/data/model

$(BUILD)/tanggap: $(OBJ)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(OBJ) $(LIBS)

$(BUILD)/o/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -MMD -MP -c -o $@ $<

# The statistical models are learnt here from conf/examples, the labelled
# corpus and conf/voice; "make eval" shows how well that goes, cross-validated.
$(BUILD)/eval: $(wildcard t/eval/*.[ch]) $(filter $(foreach r,base mail desk,\
		$(BUILD)/o/$(r)/%.o),$(OBJ))
	$(Q)$(CC) $(ALLFLAGS) -It $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LIBS)
$(BUILD)/data/model: $(BUILD)/eval $(wildcard conf/examples/*.txt \
		conf/voice/*.txt conf/rules/*.rules) conf/abbreviations.tsv conf/words.txt
	@mkdir -p $(@D)
	$(Q)cp conf/abbreviations.tsv conf/words.txt $(@D)
	$(Q)ASAN_OPTIONS=detect_leaks=0 $(BUILD)/eval conf t/corpus -t $(@D)
eval: all
	@$(BUILD)/eval conf t/corpus

# A test program links only the objects that its first comment names, so that
# a call out of its room does not even link: a file ("desk/kind") or a room.
unit: $(TEST)
.SECONDEXPANSION:
names = $(shell sed -n "s,/[*] objects:,,; s,^ [*] , ,; \,[*]/,{s,[*]/.*,,p;q}; p" \
	t/$(1).c)
sources = $(wildcard $(patsubst %,src/%.c,$(call names,$(1))) \
	$(patsubst %,src/%/*.c,$(call names,$(1))))
objects = $(patsubst src/%.c,$(BUILD)/o/%.o,$(call sources,$(1)))
$(TEST): $(BUILD)/%: t/%.c t/tap.h $$(call objects,$$*)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -It $(LDFLAGS) -MMD -MP -o $@ $< \
		$(call objects,$*) $(LIBS)
$(FUZZ): $(BUILD)/%: t/%.c $$(call sources,$$*) $(wildcard src/*.h src/*/*.h)
	@mkdir -p $(@D)
	$(Q)$(CLANG) -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all $(CPPFLAGS) $(PKG_CFLAGS) -It \
		-o $@ $(filter %.c,$^) $(LIBS)

# Twice, because pkg-config above must see what bootstrap has installed.
again = $(MAKE) --no-print-directory \
	$(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
demo:
	@contrib/bootstrap demo
	@$(again) all
	@BUILD=$(abspath $(BUILD)) KEEP=$(KEEP) contrib/demo
check:
	@contrib/bootstrap check
	@$(again) prove
asan:
	@contrib/bootstrap check
	@$(again) BUILD=$(BUILD)/asan SAN=address,undefined prove
fuzz:
	@contrib/bootstrap check
	@$(again) $(FUZZ:$(BUILD)/%=run-%)
bench:
	@contrib/bootstrap bench
	@$(again) all unit
	@BUILD=$(abspath $(BUILD)) t/lib/bench.sh

# The fuzz targets run short here (t/9900-fuzz.t), never under gcc's SAN.
prove: all unit $(if $(SAN),,$(FUZZ))
	@BUILD=$(abspath $(BUILD)) SAN=$(SAN) prove -j2 \
		$(filter $(BUILD)/unit/%,$(TEST)) t/*.t
run-fuzz/%: $(BUILD)/fuzz/%
	@BUILD=$(abspath $(BUILD)) t/lib/fuzz.sh $* $(FUZZ_SECONDS)

# What an office edits is never overwritten. The templates move beside the
# configuration.
install: all
	install -D -m 755 $(BUILD)/tanggap $(DESTDIR)$(PREFIX)/bin/tanggap
	install -D -m 644 src/tanggap.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/tanggap.1
	install -D -m 644 src/tanggap.conf.5 \
		$(DESTDIR)$(PREFIX)/share/man/man5/tanggap.conf.5
	for f in $(BUILD)/data/*; do install -D -m 644 "$$f" \
		"$(DESTDIR)$(DATADIR)/data/$${f##*/}" || exit 1; done
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed "s,/usr/local,$(PREFIX),; s,/etc/tanggap,$(SYSCONFDIR),g" \
		contrib/tanggap.service >\
		$(DESTDIR)$(PREFIX)/lib/systemd/system/tanggap.service
	[ -d $(DESTDIR)$(SYSCONFDIR)/secret ] || \
		install -d -m 700 $(DESTDIR)$(SYSCONFDIR)/secret
	for f in $$(find conf templates -type f); do \
		to="$(DESTDIR)$(SYSCONFDIR)/$${f#conf/}"; \
		[ -e "$$to" ] || install -D -m 644 "$$f" "$$to" || exit 1; \
	done
	sed -i "s,^templates = ../templates$$,templates = templates," \
		$(DESTDIR)$(SYSCONFDIR)/tanggap.conf

clean:
	rm -rf $(BUILD)

-include $(OBJ:.o=.d) $(TEST:=.d)
.PHONY: all eval unit demo check asan fuzz bench prove install clean
