"""What stops results from being written, on this machine or on a Spark cluster: R120 to R199."""

from revalo.language import N_
from revalo.register.entry import Entry

RESULTS = (
    Entry(
        "R120",
        N_("the name of the file to write has an extension that is not accepted, or its folder does not exist"),
        N_("give -o a name with one of the extensions named, in a folder that exists"),
        {
            "name-csv-xlsx": N_("-o: the file's name must end in .csv or .xlsx"),
            "project-name": N_("-o: the file's name must end in .csv, .xlsx, .html or .pdf"),
            "name-csv-parquet": N_("-o: the file's name must end in .csv or .parquet"),
            "name-html-pdf": N_("-o: the file's name must end in .html or .pdf"),
            "name-of-results": N_("-o: the file's name must end in .csv, .xlsx, .parquet or .jsonl"),
            "name-of-sheets": N_("-o: with --batch, give a folder or a file in .pdf"),
            "folder-of-sheets": N_("-o: give a folder, or the name of a new one in a folder that exists"),
            "file-in-folder": N_("-o: no file can be written there; give the name of a file in a folder that exists"),
            "not-a-file-name": N_("-o: this is not the name of a file"),
            "text-too-long-for-workbook": N_(
                "-o: a text of more than {longest} characters does not fit in a workbook; write .csv or .parquet"
            ),
            "output-is-input": N_("{file}: this file is read by the command; give the results another name"),
            "output-is-output": N_("{file}: two results of the command would have this name; give each its own"),
            "folder-in-place-of-page": N_(
                "-o: the folder holds a folder that has the name of a page; choose another one"
            ),
            "pages-of-others": N_(
                "-o: the folder holds sheets that this run does not replace ({number}): of people who left, whose rows"
                " are rejected now or fewer than before, or in another form. Remove them, or choose another folder."
                " Nothing was written"
            ),
        },
    ),
    Entry(
        "R121",
        N_("the file cannot be written: it is open, or its folder is protected"),
        N_("close it in Excel, or choose another folder; nothing was written"),
        {
            "folder-not-writable": N_("-o: this folder is protected; choose another one. Nothing was written"),
            "file-in-use": N_(
                "-o: this file is open, or protected; close it in Excel, or choose another folder. Nothing was written"
            ),
            "file-not-writable": N_(
                "-o: the system does not let this file be written; choose another folder. Nothing was written"
            ),
            "folder-not-replaced": N_("-o: the file cannot be written ({reason})"),
        },
    ),
    Entry(
        "R122",
        N_("the disk is full"),
        N_("free some space, or write to another disk; nothing was written"),
        {
            "disk-full": N_(
                "the disk is full, or the file larger than allowed: nothing was kept; free some space and try again"
            ),
            "summary-not-shown": N_("the results are in their place; the summary could not be shown: the disk is full"),
        },
    ),
    Entry(
        "R124",
        N_("an extra module is needed and not installed"),
        N_("install it as the message says; what is installed: revalo doctor"),
        {
            "pdf-not-installed": N_(
                "-o: PDF needs the module “report”; install it (pip install 'revalo[report]'), or"
                " write a page in .html, which needs nothing more"
            ),
            "java-needed": N_(
                "--engine spark: Java {java} or later is needed: install it, or set JAVA_HOME to where it is"
            ),
            "spark-not-installed": N_(
                '--engine spark: pyspark is not installed: pip install "revalo[spark]", and Java {java}'
            ),
        },
    ),
    Entry(
        "R125",
        N_("no page could be made"),
        N_("look at the rejects file: it says why each row was left out"),
        {
            "no-page": N_("no row of the payroll can be computed: there is no page to write"),
        },
    ),
    Entry(
        "R130",
        N_("files or a master that a Spark cluster cannot work with"),
        N_("give paths that every machine sees, and files in CSV or Parquet; see the guide of --engine spark"),
        {
            "spark-address": N_(
                "--engine spark: give a path that every machine sees (a mounted share), not an address"
            ),
            "spark-standard-streams": N_(
                "--engine spark: standard input and output are on one machine: give files and folders"
            ),
            "spark-name-of-results": N_(
                "-o: --engine spark writes a folder of part files: name it .parquet, .csv or .jsonl"
            ),
            "spark-name-of-rejects": N_("--rejects: give another name than that of -o"),
            "spark-format": N_(
                "{file}: --engine spark reads CSV and Parquet: convert it first, or leave out --engine spark"
            ),
            "spark-overwrites": N_("-o: this would overwrite the files to read: give another name"),
            "spark-not-its-folder": N_(
                "{path}: not a folder that such a run has written: take it away, or give another name"
            ),
            "spark-folder-not-shared": N_(
                "-o: give a folder that every machine of the cluster sees, under the same path"
            ),
            "spark-cannot-start": N_(
                "--master: Spark cannot start there ({kind}): give local[*], spark://HOST:7077, yarn or k8s://…"
            ),
        },
    ),
)
