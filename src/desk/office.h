#ifndef DESK_OFFICE_H
#define DESK_OFFICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mail/msg.h"

/*
 * The office as the desk's rules need it: who it is, who works there, what
 * it promised. Filled from the configuration, const afterwards.
 */
enum role {
	ROLE_PETUGAS = 1,
	ROLE_NARASUMBER = 2,
	ROLE_KOORDINATOR = 4,
	ROLE_PENGADUAN = 8,
	ROLE_KEPALA = 16,
	ROLE_PROVINSI = 32,
	ROLE_ADMIN = 64
};

struct officer {
	const char *id; /* section title: "rina" */
	const char *name;
	const char *address;
	unsigned roles; /* enum role, or-ed */
};

/* Who gets a new ticket of the ordinary kinds. */
enum assign {
	ASSIGN_ROSTER, /* whose day it is */
	ASSIGN_TURN,   /* one after the other */
	ASSIGN_ALL     /* everyone is told; who answers first has it */
};

/* A step of the ladder: so many working days after (before: < 0) the
 * deadline these roles are told. ROLE_PETUGAS is the officer of the ticket,
 * or all who were told of it when nobody has it. */
struct ladder_step {
	int days;
	unsigned roles;
};
#define LADDER_STEPS 8
struct ladder {
	struct ladder_step v[LADDER_STEPS]; /* by days */
	size_t n;
};

struct office {
	const char *name; /* "BPS Kabupaten Mempawah" */
	const char *unit; /* "Pelayanan Statistik Terpadu" */
	const char *street, *phone, *website;
	const char *area;    /* "Kabupaten Mempawah" */
	const char *address; /* the desk's mailbox: ipds6104@bps.go.id */
	struct strs aliases; /* our other addresses; mail from them is ours */
	const char *whatsapp, *instagram, *lapor; /* complaint channels */
	const char *complaint_handler; /* name of the pengelola pengaduan */
	const char *privacy_url;
	const char *pst_url;                 /* https://pst.bps.go.id */
	const char *romantik_url, *ppid_url; /* other services */
	const char *bps_complaint_url, *ombudsman_url; /* of the nation */
	const char *prefix;    /* of ticket codes: "PST" */
	int offset;            /* zone, seconds east of UTC */
	const char *zone_name; /* "WIB" */
	const struct officer *officers;
	size_t nofficers;
	int consultation_days;        /* 3 working days */
	int complaint_first_days;     /* 5 */
	int complaint_days;           /* 14 working days */
	int complaint_calendar_days;  /* 14: first human answer, calendar */
	int supervisory_days;         /* 60 working days */
	int complaint_limit_days;     /* 60 calendar days in all */
	int reopen_days;              /* calendar days */
	int same_subject_days;        /* thread rule 4: how recent */
	bool plus_addressing;         /* Reply-To carries the token */
	bool show_account_invitation; /* invite to pst.bps.go.id */
	/* budgets of automatic mail */
	int budget_address_day, budget_domain_day, budget_total_hour;
	double unsure_below; /* score under which the kind is ragu */
	bool split_mixed;    /* a complaint that also asks opens two tickets */
	bool account_required; /* complete only with an account at pst_url */
	/* officers */
	enum assign assign;
	struct strs roster[7];     /* ids, by weekday (0 Sunday) */
	const char *other_officer; /* id, for layanan-lain and bukan-layanan;
				      "" as every ticket */
	bool any_hour;             /* officers are told outside office hours */
	bool show_officer;         /* the citizen sees his display name */
	int hold; /* seconds in which an answer can be recalled */
	/* the rest of a ticket's life, in working days; 0: never */
	int remind_days;         /* waiting for the citizen: one reminder */
	int close_waiting_days;  /* ... then closed for want of an answer */
	int close_answered_days; /* answered and quiet: closed */
	int confirm_days;        /* "is it you?" without answer: it lapses */
	bool survey;             /* one question after closing */
	int task_days;           /* a portal's task that names no deadline */
	int personal_hours;      /* 72 clock hours (UU 27/2022) */
	int visit_minutes;       /* 10 (service standard) */
	struct ladder ladder[6]; /* by enum clock_class - 1 (desk/clock.h) */
	/* digest */
	int digest_at;     /* minutes after midnight; -1: at opening */
	int digest_week;   /* weekday of the weekly one, -1: none */
	bool digest_month; /* on the first working day of a month */
};

/* The officer with that address (case ignored), or NULL. */
const struct officer *office_officer(
    const struct office *o, const char *address);
/* The officer of that id (case ignored), or NULL. */
const struct officer *office_officer_id(const struct office *o, const char *id);
/* Is it one of our own addresses (plus-parts ignored)? */
bool office_is_own(const struct office *o, const char *address);

#endif
