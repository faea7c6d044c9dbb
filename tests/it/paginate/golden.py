"""Asks botocore's own paginator about the listings below, and writes down what it says.

    python3 golden.py > golden.json

The real client runs, with its parameter validation, serializer, parser and paginator; only the HTTP
request is answered from here, by a stub of the service. The stub cuts pages as icecore says Glacier
would have cut them (see the documentation of `icecore::paginate`).

An outcome is written as one string: pages joined by " | ", each its job ids and ">Marker"; then
" => name of the resume token", or " ! the error". `build_full_result` was found to agree with the
pages, or this script fails. What the tokens' names stand for is in "tokens", byte for byte.
"""

import base64
import io
import json
import sys

import botocore
import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.paginate import TokenEncoder

ACCOUNT = "123456789012"
VAULT = "photos"
STATUS = {"i": "InProgress", "s": "Succeeded", "f": "Failed"}
ABSENT = object()

# Pages are (token they were fetched with, jobs, Marker). A job is its id and the letter of its status.
LISTINGS = {
    "no-pages": [],
    "empty": [(None, "", None)],
    "one-page": [(None, "A:s B:s C:s", None)],
    "opaque-markers": [(None, "A:s B:s C:s", "m1"), ("m1", "D:s E:s", ABSENT)],
    "job-id-markers": [(None, "A:s B:s", "C"), (None, "C:s", "D"), (None, "D:s E:s F:s", "")],
    "page-of-one": [(None, "A:s", "m1"), ("m1", "B:s C:s", "m2"), ("m2", "D:s", None)],
    "last-job-markers": [(None, "A:s B:s", "B"), (None, "C:s D:s", None)],
    "statuses": [(None, "A:i B:s C:f", "D"), (None, "D:i E:s", "m2"), ("m2", "F:f G:s", None)],
    "empty-page": [(None, "A:s", "m1"), ("m1", "", "m2"), ("m2", "B:s C:s", None)],
    "repeated-token": [(None, "A:s B:s", "m"), ("m", "C:s", "m"), (None, "D:s", None)],
    "repeated-late": [(None, "A:s", "x"), ("x", "B:s", "y"), ("y", "C:s", "y")],
    "strange-tokens": [
        (None, "A___2:s B:s", "ä\"'\\\u0001\U0001f9ca"), (None, "C:s", "None___1"), (None, "D___x:s E:s", None),
    ],
    "starts-inside": [("m0", "A:s B:s", "m1"), ("m1", "C:s D:s", None)],
    "goes-on": [(None, "A:s B:s", "m1"), ("m1", "C:s", "unsaved")],
    "cut-by-client": [(None, "A:s B:s", "m1"), ("m1", "C:s", None)],
    "long": [
        (None, " ".join(f"j{n}:{'sif'[n % 3]}" for n in range(70)), "m1"),
        ("m1", " ".join(f"j{n}:{'sif'[n % 3]}" for n in range(70, 123)), None),
    ],
}
# Where a listing goes on after its last saved job.
NEXT = {
    "goes-on": {"marker": "unsaved"},
    "cut-by-client": {"marker": "m1", "boto_truncate_amount": 1},
}

MAX_ITEMS = [None, -2, -1, 0, 1, 2, 3, 4, 100]
PAGE_SIZES = [None, 0, -1, 1, 2, 3, 51]
LONG_MAX_ITEMS = [None, 0, 1, 49, 50, 51, 70, 71, 123, 200]
LONG_PAGE_SIZES = [None, 7, 50, 51, 1000]
LONG_TOKENS = [{"marker": None, "boto_truncate_amount": 60}, {"marker": "m1"}, {"marker": "j20"},
               {"marker": "j20", "boto_truncate_amount": 49}, {"marker": "m1", "boto_truncate_amount": 52}]
FILTERS = [
    {"statuscode": "Succeeded"}, {"statuscode": "InProgress"}, {"statuscode": "Failed"},
    {"completed": "true"}, {"completed": "false"},
    {"statuscode": "Failed", "completed": "true"}, {"statuscode": "Failed", "completed": "false"},
    {"statuscode": "Done"}, {"completed": "yes"}, {"statuscode": "succeeded", "completed": ""},
]
SEARCHES = [
    "JobList[].JobId", "JobList[?StatusCode=='Succeeded'].JobId", "JobList[?StatusCode==`Succeeded`].JobId",
    "JobList[?StatusCode==`\"Failed\"`].[JobId, CreationDate]", "length(JobList)", "Marker", "JobList[0]",
    "JobList[-1].StatusMessage", "JobList[*].{id: JobId, done: Completed}", "JobList[?Completed].JobId | [0]",
    "[JobList[0].JobId, Marker]", "@", "keys(@)", "sort_by(JobList, &JobId)[].JobId", "JobList[1:].JobId",
    "JobList[?contains(JobId, 'A') || JobId == `1`].VaultARN", "nothing", "`5`", "'x'", "[]", "JobList[].nothing",
    "reverse(JobList)[*].JobId", "max_by(JobList, &CreationDate).JobId", "join('-', JobList[].JobId)",
]


def raw_token(value):
    return base64.b64encode(json.dumps(value).encode()).decode()


# Tokens that nobody was given, by the name under which they are written down.
ODD_TOKENS = {
    "empty": "", "None": "None", "None___2": "None___2", "None___1_0": "None___ +1_0 ", "a___b___2": "a___b___2",
    "None___-1": "None___-1", "A___2": "A___2", "A___1___1": "A___1___1", "B___x": "B___x", "unknown": "unknown",
    "past": raw_token({"marker": None, "boto_truncate_amount": 9}),
    "amount-first": '{"boto_truncate_amount": 1, "marker": null}', "no-marker": '{"boto_truncate_amount": 1}',
    "nothing": "{}", "negative": '{"marker": null, "boto_truncate_amount": -1}',
    "negative-far": '{"marker": null, "boto_truncate_amount": -9}', "true": '{"marker": null, "boto_truncate_amount": true}',
    "null": '{"marker": null, "boto_truncate_amount": null}', "half": '{"marker": null, "boto_truncate_amount": 1.5}',
    "text": '{"marker": null, "boto_truncate_amount": "1"}', "word-none": '{"marker": "None", "boto_truncate_amount": 1}',
    "no-text": '{"marker": ""}', "foo": '{"foo": 1, "marker": null, "boto_truncate_amount": 1}', "foo-null": '{"foo": null}',
    "number": '{"marker": 5, "completed": [true, null, 1.5, {"it\'s": "\\u00e4\\n"}]}',
    "limit": '{"marker": null, "limit": "2"}', "limit-bad": '{"limit": "two", "marker": null}',
    "filter": '{"marker": null, "statuscode": "Failed"}', "no-vault": '{"vaultName": null, "foo": 2, "bar": 3}',
    "vault": '{"vaultName": "elsewhere"}', "repeated": '{"marker": "B", "foo": 1, "foo": null, "marker": null}',
    "base64-tail": "eyJtYXJrZXIiOiBudWxsfQ==zzz", "base64-lines": "eyJtYXJr\nZXIiOiBu dWxsfQ==", "base64-bare": "eyJtYXJrZXIiOiBudWxsfQ",
    "base64-long": "eyJtYXJrZXIiOiAiQiJ9====", "base64-inside": "eyJt=YXJrZXIiOiAiQiJ9",
    "list": "[1]", "not-json": "{'marker': null}",
}
ODD_TOKENS = {
    name: base64.b64encode(text.encode()).decode() if text[:1] in ("{", "[") else text for name, text in ODD_TOKENS.items()
}


def job(spec, index):
    job_id, status = spec.rsplit(":", 1)
    return {
        "Completed": status != "i",
        "CreationDate": f"2024-03-08T09:{index // 60:02}:{index % 60:02}.000Z",
        "JobId": job_id,
        "StatusCode": STATUS[status],
        "StatusMessage": None,
        "VaultARN": f"arn:aws:glacier:eu-west-1:{ACCOUNT}:vaults/{VAULT}",
    }


class Unsaved(Exception):
    """The listing goes on, and the stub does not know how."""


class Refused(Exception):
    def __init__(self, message, code="InvalidParameterValueException"):
        self.code, self.message = code, message


class Service:
    """Answers from a listing."""

    def __init__(self, name):
        self.pages, self.jobs = [], []
        self.next = NEXT.get(name, {}).get("marker") if "boto_truncate_amount" not in NEXT.get(name, {}) else None
        for token, specs, marker in LISTINGS[name]:
            start = len(self.jobs)
            self.jobs += [job(spec, start + index) for index, spec in enumerate(specs.split())]
            self.pages.append((token, start, len(self.jobs), marker))
        self.requests = 0

    def answer(self, vault, params):
        self.requests += 1
        assert self.requests < 500, "botocore runs in a circle"
        limit, marker = params.get("limit"), params.get("marker") or None
        if limit is not None and not (limit.isdigit() and int(limit) > 0):
            raise Refused(f"Invalid limit value: {limit} (expected a whole number from 1 to 50)")
        for key, valid in (("statuscode", ["InProgress", "Succeeded", "Failed"]), ("completed", ["true", "false"])):
            if key in params and params[key] not in valid:
                raise Refused(f"Invalid {key} value: {params[key]} (expected one of {', '.join(valid)})")
        if vault != VAULT:
            raise Refused(f"Vault not found: -/{vault} (saved are listings of {ACCOUNT}/{VAULT})", "ResourceNotFoundException")
        if marker and marker == self.next and self.requests > 1:
            raise Unsaved
        if limit is None and "statuscode" not in params and "completed" not in params:
            return self.saved(marker)
        return self.anew(marker, min(int(limit or 50), 50), params)

    def saved(self, marker):
        if not self.pages:
            return [], None
        page, start = self.page_at(marker) or (None, None)
        if page is None:
            start = self.job_at(marker)
            page = next(index for index, page in enumerate(self.pages) if page[2] > start)
        _, _, end, marker = self.pages[page]
        return self.jobs[start:end], marker

    def anew(self, marker, size, params):
        start = 0
        if marker is not None:
            ids = [job["JobId"] for job in self.jobs]
            start = ids.index(marker) if marker in ids else (self.page_at(marker) or [None, None])[1]
            if start is None:
                self.job_at(marker)
        passing = [index for index, job in enumerate(self.jobs) if index >= start and self.passes(job, params)]
        page = [self.jobs[index] for index in passing[:size]]
        rest = passing[size:]
        return page, self.jobs[rest[0]]["JobId"] if rest else self.next

    def page_at(self, marker):
        before = None
        for index, (token, start, _, after) in enumerate(self.pages):
            if marker in (token, before) if marker else index == 0:
                return index, start
            before = after

    def job_at(self, marker):
        for index, job in enumerate(self.jobs):
            if job["JobId"] == marker:
                return index
        raise Refused(f"Invalid marker value: {marker} (no saved page and no saved job is at it)")

    @staticmethod
    def passes(job, params):
        return params.get("statuscode", job["StatusCode"]) == job["StatusCode"] and params.get(
            "completed", str(job["Completed"]).lower()
        ) == str(job["Completed"]).lower()


class Body(io.BytesIO):
    def stream(self, *_args, **_kwargs):
        yield self.getvalue()


class Client:
    """botocore's client, with the stub where the network would be."""

    def __init__(self):
        session = botocore.session.Session()
        self.client = session.create_client(
            "glacier", region_name="eu-west-1", aws_access_key_id="none", aws_secret_access_key="none"
        )
        self.client.meta.events.register("before-send.glacier.ListJobs", self.send)
        self.paginator = self.client.get_paginator("list_jobs")
        self.service = None

    def send(self, request, **_kwargs):
        from urllib.parse import parse_qsl, unquote, urlsplit

        url = urlsplit(request.url)
        params = dict(parse_qsl(url.query, keep_blank_values=True))
        try:
            jobs, marker = self.service.answer(unquote(url.path.split("/")[3]), params)
        except Refused as refused:
            return self.response(request, 400, {"code": refused.code, "message": refused.message, "type": "Client"})
        page = {"JobList": jobs} if marker is ABSENT else {"JobList": jobs, "Marker": marker}
        return self.response(request, 200, page)

    @staticmethod
    def response(request, status, body):
        return AWSResponse(request.url, status, {"Content-Type": "application/json"}, Body(json.dumps(body).encode()))

    def paginate(self, listing, **params):
        self.service = Service(listing)
        config = {key: params.pop(key) for key in ("MaxItems", "PageSize", "StartingToken") if key in params}
        params.setdefault("vaultName", VAULT)
        if params["vaultName"] is None:
            del params["vaultName"]
        return self.paginator.paginate(PaginationConfig=config, **params)


class Recorder:
    def __init__(self):
        self.client = Client()
        self.tokens = {}

    def name(self, token):
        """A short name for a token that botocore wrote."""
        value = json.loads(base64.b64decode(token))
        name = "first" if value["marker"] is None else value["marker"]
        if "boto_truncate_amount" in value:
            name += f"+{value['boto_truncate_amount']}"
        assert self.tokens.setdefault(name, token) == token, name
        return name

    def outcome(self, listing, **params):
        pages, resume = self.pages(listing, params)
        full = self.full(listing, params)
        ids = [job["JobId"] for page in pages if isinstance(page, dict) for job in page["JobList"]]
        if isinstance(resume, Exception):
            assert str(full) == str(resume), (full, resume)
        else:
            assert [job["JobId"] for job in full["JobList"]] == ids and full.get("NextToken") == resume, (full, resume)
            assert set(full) <= {"JobList", "NextToken"}, full
        text = " | ".join(self.page(page) for page in pages)
        if isinstance(resume, Exception):
            return f"{text} ! {resume}"
        return text if resume is None else f"{text} => {self.name(resume)}"

    def pages(self, listing, params):
        """The pages, and the resume token or the error."""
        iterator, pages = self.client.paginate(listing, **params), []
        try:
            for page in iterator:
                pages.append(page)
            if iterator.resume_token is None and "boto_truncate_amount" in NEXT.get(listing, {}):
                return pages, TokenEncoder().encode(NEXT[listing])
            return pages, iterator.resume_token
        except Unsaved:
            return pages, TokenEncoder().encode(NEXT[listing])
        except Exception as error:
            return pages, error

    def full(self, listing, params):
        iterator = self.client.paginate(listing, **params)
        try:
            full = iterator.build_full_result()
            if iterator.resume_token is None and "boto_truncate_amount" in NEXT.get(listing, {}):
                full["NextToken"] = TokenEncoder().encode(NEXT[listing])
            return full
        except Unsaved:
            # Not botocore's: it has no listing that ends without an end.
            pages, token = self.pages(listing, params)
            return {"JobList": [job for page in pages for job in page["JobList"]], "NextToken": token}
        except Exception as error:
            return error

    @staticmethod
    def page(page):
        ids = " ".join(job["JobId"] for job in page["JobList"])
        return f"{ids} >{page['Marker']}" if "Marker" in page else ids

    def grid(self, listing, max_items, page_sizes, tokens=None, **filters):
        """Outcomes by token, page size and maximum; with the tokens that turn up, unless some are given."""
        queue = [None] + list(tokens if tokens is not None else [])
        table, known = {}, set(queue)
        while queue:
            token = queue.pop(0)
            rows = table.setdefault(self.label(token), {})
            for size in page_sizes:
                row = [self.outcome(listing, **config(most, size, token), **filters) for most in max_items]
                # Where no maximum matters, one stands for all of them.
                rows[str(size)] = row[0] if len(set(row)) == 1 else row
            if tokens is None:
                found = [self.tokens[part.split(" => ")[1]] for row in rows.values() if isinstance(row, list)
                         for part in row if " => " in part]
                for token in found:
                    if token not in known and not self.is_end(listing, token) and self.is_followed(token):
                        known.add(token)
                        queue.append(token)
        return table

    @staticmethod
    def is_end(listing, token):
        # What follows is icecore's own: nothing was saved there.
        return token == TokenEncoder().encode(NEXT.get(listing, {}))

    @staticmethod
    def is_followed(token):
        # A negative MaxItems leads further down forever.
        return json.loads(base64.b64decode(token)).get("boto_truncate_amount", 0) >= -1

    def label(self, token):
        if token is None:
            return ""
        odd = [name for name, text in ODD_TOKENS.items() if text == token]
        return f"odd:{odd[0]}" if odd else self.name(token)

    def searches(self, listing, **params):
        return {
            expression: list(self.client.paginate(listing, **params).search(expression)) for expression in SEARCHES
        }


def config(max_items, page_size, token):
    given = {"MaxItems": max_items, "PageSize": page_size, "StartingToken": token}
    return {key: value for key, value in given.items() if value is not None}


def without_metadata(value):
    if isinstance(value, dict):
        return {key: without_metadata(member) for key, member in value.items() if key != "ResponseMetadata"}
    if isinstance(value, list):
        return [without_metadata(element) for element in value if element != "ResponseMetadata"]
    return value


def listing_of(name):
    return {
        "pages": [[token, specs, None if marker is ABSENT else marker] for token, specs, marker in LISTINGS[name]],
        "next": NEXT.get(name),
    }


def main():
    recorder = Recorder()
    grids = []

    def grid(listing, max_items, page_sizes, tokens=None, **filters):
        table = recorder.grid(listing, max_items, page_sizes, tokens, **filters)
        grids.append({"listing": listing, "filters": filters, "max_items": max_items, "outcomes": table})

    for name in LISTINGS:
        if name == "long":
            tokens = [TokenEncoder().encode(token) for token in LONG_TOKENS]
            grid(name, LONG_MAX_ITEMS, LONG_PAGE_SIZES, tokens)
            for filters in FILTERS[:1] + FILTERS[4:5]:
                grid(name, LONG_MAX_ITEMS, [None, 7], tokens, **filters)
            continue
        grid(name, MAX_ITEMS, PAGE_SIZES)
        if name in ("empty", "one-page", "job-id-markers", "strange-tokens"):
            grid(name, MAX_ITEMS[:6], [None, 2], ODD_TOKENS.values())
    for filters in FILTERS:
        grid("statuses", MAX_ITEMS[:6], [None, 2], None, **filters)
        markers = [TokenEncoder().encode({"marker": marker}) for marker in ("B", "m2", "G", "x")]
        grid("statuses", [None, 1, 2], [None, 1, 50], markers, **filters)
    for filters in ({"vaultName": None}, {"vaultName": "other"}, {"accountId": ACCOUNT}, {"vaultName": None, "statuscode": "x"}):
        grid("one-page", [None, 1], [None, 0, 2], [], **filters)

    markers = [None, "M", "ä", "\"quoted\\\"", "a___b", "None", "\n\t\u0001\u007f", "\U0001f9ca", "</é>", ""]
    print_json({
        "botocore": botocore.__version__,
        "listings": {name: listing_of(name) for name in LISTINGS},
        "tokens": recorder.tokens,
        "odd_tokens": ODD_TOKENS,
        "encoded": [
            [marker, amount, TokenEncoder().encode(
                {"marker": marker} if amount is None else {"marker": marker, "boto_truncate_amount": amount})]
            for marker in markers for amount in (None, 0, 2, 4294967296)
        ],
        "searches": [
            {"listing": name, "max_items": most, "found": without_metadata(recorder.searches(name, **config(most, None, None)))}
            for name, most in (("empty", None), ("statuses", None), ("statuses", 4), ("job-id-markers", None))
        ],
        "result_keys": [key.expression for key in recorder.client.paginator.result_keys],
        "result_key_iters": {
            name: [[job["JobId"] for job in jobs] for jobs in recorder.client.paginate(name).result_key_iters()]
            for name in ("empty", "statuses", "empty-page", "long")
        },
    }, grids)


def print_json(head, grids):
    """One outcome a line, so that a change shows where it is."""
    def compact(value):
        return json.dumps(value, ensure_ascii=False)

    def nested(value, depth, indent):
        if depth == 0 or not isinstance(value, (dict, list)) or not value:
            return compact(value)
        inner = " " * (indent + 1)
        if isinstance(value, dict):
            parts = [f"{inner}{compact(key)}: {nested(member, depth - 1, indent + 1)}" for key, member in value.items()]
            return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"
        parts = [inner + nested(element, depth - 1, indent + 1) for element in value]
        return "[\n" + ",\n".join(parts) + "\n" + " " * indent + "]"

    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    parts = [f" {compact(key)}: {nested(value, 5 if key == 'searches' else 2, 1)}" for key, value in head.items()]
    parts.append(f" \"grids\": {nested(grids, 6, 1)}")
    print("{\n" + ",\n".join(parts) + "\n}")


if __name__ == "__main__":
    main()
