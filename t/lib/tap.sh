# TAP for the tests in shell. Sourced.
#
#	ok STATUS WHAT       passes when STATUS is 0: some command; ok $? "..."
#	is GOT WANT WHAT     passes when both are the same
#	like GOT REGEX WHAT  passes when a line of GOT matches (grep -E)
#	done_testing         the plan; the exit status

tap_n=0 tap_failed=0

ok()
{
	tap_n=$((tap_n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_n - $2"
	else
		tap_failed=1
		echo "not ok $tap_n - $2"
		return 1
	fi
}

is()
{
	[ "$1" = "$2" ]
	ok $? "$3" || {
		echo "# $3"
		printf '%s\n' "$1" | sed '1s/^/got  /; s/^/#  /'
		printf '%s\n' "$2" | sed '1s/^/want /; s/^/#  /'
	} >&2
}

like()
{
	printf '%s\n' "$1" | grep -Eq -e "$2"
	ok $? "$3" || {
		echo "# $3: nothing matches $2"
		printf '%s\n' "$1" | head -n 20 | sed 's/^/#  got /'
	} >&2
}

done_testing()
{
	echo "1..$tap_n"
	exit $tap_failed
}
