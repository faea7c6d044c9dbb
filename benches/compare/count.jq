# How many jobs, and how many bytes, by StatusCode: for jq and jaq.
#
#     jq -c -n -f count.jq DUMP
#
# A document is a page or a job. It is read, counted and forgotten before the next, which is the fastest way
# that both tools have; `-s` would hold all of them.
reduce (inputs | if has("JobList") then .JobList[] else . end) as $job ({};
  .[$job.StatusCode] |= [(.[0] // 0) + 1, (.[1] // 0) + ($job.ArchiveSizeInBytes // 0)])
