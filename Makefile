# One file builds everything; build/MODE holds what it makes.
# all demo check asan fuzz bench install clean, nothing else to remember.
# BUILD=DIR puts the products elsewhere; SAN=address,undefined adds sanitizers.

BUILD ?= build
CC ?= cc
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc/tanggap
DATADIR ?= $(PREFIX)/share/tanggap
PKGS = libcurl sqlite3 libpcre2-8 libxml-2.0 gnutls libcjson

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
UNIT := $(patsubst t/unit/%.c,$(BUILD)/unit/%,$(wildcard t/unit/*.c))

all: $(BUILD)/tanggap

$(BUILD)/tanggap: $(OBJ)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(OBJ) $(LIBS)

$(BUILD)/o/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -MMD -MP -c -o $@ $<

# A unit test links only the objects that its first line names, so that a
# call out of its room does not even link: "/* objects: base/buf desk/x */".
unit: $(UNIT)
.SECONDEXPANSION:
unit_objs = $(patsubst %,$(BUILD)/o/%.o,$(shell sed -n \
	'1s,/\* objects: *\(.*[^ ]\) *\*/,\1,p' t/unit/$(1).c))
$(UNIT): $(BUILD)/unit/%: t/unit/%.c t/tap.h $$(call unit_objs,$$*)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -It $(LDFLAGS) -MMD -MP -o $@ $< \
		$(call unit_objs,$*) $(LIBS)

clean:
	rm -rf $(BUILD)

-include $(OBJ:.o=.d)
.PHONY: all unit clean
