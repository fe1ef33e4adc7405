#!/usr/bin/env bash
# Makes the Meridian Star case from raw evidence: import.sh CASE. Written by tools/make_demo_evidence.py; a test runs these lines.
set -euo pipefail
CASE=$(realpath -m "$1")
cd "$(dirname "$0")"
PATH=$PATH:$(realpath -m ../../../../build/release)

# What no file can carry: who is who, grades of the exhibits, roles, findings, turnover, ties shown by papers.
cuibono new "$CASE" --unencrypted
cuibono import "$CASE" tables

# Each file cites its exhibit. A transfer that both accounts' statements show is one payment that cites both.
cuibono import "$CASE" E02-statements-A1.csv --mapping mappings/E02-bank-csv.json --exhibit E02 --grade A1 --lineage Bank-A1 --handling P
cuibono import "$CASE" E03-statements-A2.sta --mapping mappings/E03-E04-classes.json --exhibit E03 --grade A1 --lineage Bank-A2 --handling P
cuibono import "$CASE" E04-statements-A3.xml --mapping mappings/E03-E04-classes.json --exhibit E04 --grade A1 --lineage Bank-A3 --handling P
cuibono import "$CASE" E05-statements-A4.xlsx --mapping mappings/E05-bank-workbook.json --exhibit E05 --grade A1 --lineage Bank-A4 --handling P
cuibono import "$CASE" E06-registry.json --exhibit E06 --grade A2 --lineage Registry --handling P
cuibono import "$CASE" E08-phone-C1.ufdr --exhibit E08 --grade B1 --lineage Phone-C1 --handling C
cuibono import "$CASE" E09-calls.csv --mapping mappings/E09-calls.json --exhibit E09 --grade A1 --lineage Telco --handling P
cuibono import "$CASE" E10-crossings.csv --mapping mappings/E10-crossings.json --exhibit E10 --grade A2 --lineage Border --handling P
cuibono import "$CASE" E11-crew-ledger.xlsx --mapping mappings/E11-crew-ledger.json --exhibit E11 --grade B2 --lineage Seized-M1 --handling P

# Names in statements and the register are nobody until somebody decides who they are.
cuibono match "$CASE" --merge BLUE party-856b6d6caaa8 --reason 'the name printed in E03'
cuibono match "$CASE" --merge BLUE xa-reg-20118 --reason 'the company of E06'
cuibono match "$CASE" --merge HALC party-eedd1e2787db --reason 'the name printed in E04'
cuibono match "$CASE" --merge HALC xa-reg-19877 --reason 'the company of E06'
cuibono match "$CASE" --merge N1 party-13a875465d59 --reason 'the holder named in E04'
cuibono match "$CASE" --merge N1 xa-person-5512 --reason 'the shareholder of E06'
cuibono match "$CASE" --merge VENDOR party-3a626e8821d2 --reason 'the seller named in E04'
