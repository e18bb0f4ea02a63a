"""Each gold set's file is read as its format says; the labels go where docs/algorithms/evaluation.md says."""

from pathlib import Path

import pytest

from allears.listening.evaluation import annomi, bt_oasis, convabuse, mrda
from allears.listening.evaluation.evaluate import SETS, evaluate, markdown, to_data
from allears.listening.evaluation.gold import GoldError, swapped
from allears.listening.reading import Mark
from allears.listening.transcript import Transcript, Turn

SHARED = Path(__file__).parents[4] / "shared" / "data"


def deaf(transcript):
    return []


def by_name(outcomes):
    return {outcome.name: outcome for outcome in outcomes}


def test_a_call_is_heard_from_both_sides(tmp_path):
    (tmp_path / "1.txt").write_text("a|what number please|reqInfo\nb|what is the code|reqInfo\nb|thanks|thank\n")

    def ear(transcript):
        return [
            Mark("closed_question", i, 0, 4, 0.9)
            for i, turn in enumerate(transcript.turns)
            if turn.role == "agent" and turn.text.startswith("what")
        ]

    row = by_name(bt_oasis.outcomes(tmp_path, ear))["requests for information"]
    assert row.gold == (True, True, False)
    assert row.found == (True, True, False)


def test_a_line_of_a_call_that_repeats_the_lines_after_it_is_cut(tmp_path):
    (tmp_path / "1.txt").write_text(
        "a|right let me look what is the name|hold\nb|yes|ackn\na|what is the name|reqInfo\n"
    )
    ((call, acts),) = bt_oasis.load(tmp_path)
    assert [turn.text for turn in call.turns] == ["right let me look", "yes", "what is the name"]
    assert acts == ("hold", "ackn", "reqInfo")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("a|thank you what is it thank you|thank\na|what is it|reqInfo\na|thank you|thank\n", "thank you"),
        ("a|one moment yes it is|hold\nb|oh|ackn\na|yes|ackn\na|it is|inform\n", "one moment"),
        ("a|it is a month in all|inform\nb|oh|ackn\na|right|ackn\na|a month|inform\n", "it is a month in all"),
        ("a|oh right|ackn\na|right|ackn\na|so|init\n", "oh right"),
    ],
)
def test_a_line_keeps_its_own_words_whatever_its_speaker_says_later(tmp_path, lines, words):
    (tmp_path / "1.txt").write_text(lines)
    ((call, acts),) = bt_oasis.load(tmp_path)
    assert call.turns[0].text == words
    assert len(acts) == lines.count("\n")


def test_a_call_with_a_broken_line_names_file_and_line(tmp_path):
    (tmp_path / "1.txt").write_text("a|hello|greet\nno act here\n")
    with pytest.raises(GoldError, match=r"1\.txt:2"):
        bt_oasis.load(tmp_path)


MEETING = (
    "0.0,3.0,x,A,0.0+1.0+the|1.0+3.0+uh-,s.%-,B-c0,ann,s,,,,,\n"
    "2.8,4.0,x,A,2.8+4.0+o_k,s^bk,B-c1,ben,s,,,,,\n"
    "4.0,4.2,x,A,4.0+4.2+mm-hmm,b,B-c0,ann,b,,,,,\n"
    "5.0,6.0,x,A,XXXX+XXXX+what,qw^br,B-c0,ann,b,,,,,\n"
    "6.0,7.0,x,D,,,B-c0,ann,,,,,,\n"
    "7.0,8.0,x,A,7.0+8.0+hm,z,B-c0,ann,z,,,,,\n"
)


def test_a_meeting_is_read_with_its_word_times_and_acts(tmp_path):
    path = tmp_path / "B.dadb"
    path.write_text(MEETING)
    cut, ack, sign, again = mrda.load(path)
    assert (cut.cut, cut.backchannel, cut.words[1].end) == (True, False, 3.0)
    assert (ack.cut, ack.backchannel, ack.text) == (False, False, "okay")
    assert sign.backchannel
    assert again.has("br")
    assert again.words[0].start == 5.0


def test_an_interruption_is_counted_for_the_segment_that_it_cut(tmp_path):
    taken = MEETING.replace("2.8+4.0+o_k,s^bk", "2.8+3.0+that|3.0+4.0+works,s^aa")
    (tmp_path / "B.dadb").write_text(taken)

    def ear(transcript):
        agents = [i for i, turn in enumerate(transcript.turns) if turn.role == "agent"]
        return [Mark("interruption", 1, 0, 4, 0.9)] if 1 in agents and len(agents) == 1 else []

    row = by_name(mrda.outcomes(tmp_path, ear))["interrupted"]
    assert row.gold == (True, False, False, False)
    assert row.found == (True, False, False, False)


ANNOMI = (
    "transcript_id,utterance_id,interlocutor,utterance_text,annotator_id,reflection_exists,question_exists,"
    "question_subtype\n"
    "0,0,therapist,What happened?,1,False,True,open\n"
    "0,0,therapist,What happened?,2,False,True,open\n"
    "0,0,therapist,What happened?,3,True,False,n/a\n"
    "0,1,client,I fell.,1,n/a,n/a,n/a\n"
    "0,2,therapist,You fell?,1,True,False,n/a\n"
)


def test_the_majority_of_annotators_counts_and_clients_are_left_out(tmp_path):
    (tmp_path / annomi.FILE).write_text(ANNOMI)
    rows = by_name(annomi.outcomes(tmp_path, deaf))
    assert rows["question"].gold == (True, False)
    assert rows["open, of the questions"].gold == (True,)
    assert rows["open, of the questions"].found == (True,)
    assert rows["reflection"].gold == (False, True)


def test_what_is_said_back_with_a_question_mark_is_a_question(tmp_path):
    (tmp_path / annomi.FILE).write_text(ANNOMI)
    rows = by_name(annomi.outcomes(tmp_path, lambda transcript: [Mark("restating", 2, 0, 8, 0.9)]))
    assert rows["question"].found == (True, True)
    assert rows["the same, by marks alone"].found == (False, True)
    assert rows["the same, by marks alone (restating, summing up)"].found == (False, True)
    assert rows["the same, by these and empathy"].found == (False, True)
    assert rows["reflection"].found == (False, True)


def test_a_feeling_that_is_named_is_a_reflection_of_feeling_in_a_row_of_its_own(tmp_path):
    (tmp_path / annomi.FILE).write_text(ANNOMI)
    rows = by_name(annomi.outcomes(tmp_path, lambda transcript: [Mark("empathy", 2, 0, 8, 0.9)]))
    assert rows["the same, by marks alone (restating, summing up)"].found == (False, False)
    assert rows["the same, by these and empathy"].found == (False, True)


def test_abuse_is_what_more_than_half_of_the_annotators_say(tmp_path):
    head = "example_id,conv_id,prev_agent,prev_user,agent,user,Annotator1_is_abuse.1,Annotator1_is_abuse.-2,"
    head += "Annotator2_is_abuse.-1,Annotator3_is_abuse.0\n"
    (tmp_path / "test.csv").write_text(head + "1,1,hi,hey,how are you,shut up,0,1,1,1\n2,1,a,b,c,fine,1,0,1,0\n")
    (tmp_path / convabuse.TRAIN).write_text(head + "3,1,a,b,c,never read here,0,1,1,0\n")
    (row,) = convabuse.outcomes(tmp_path, deaf)
    assert row.gold == (True, False)
    assert row.texts == ("shut up", "fine")


def test_roles_are_exchanged_but_a_bot_stays_one():
    talk = Transcript("t", (Turn("agent", "a"), Turn("customer", "b"), Turn("bot", "c")))
    assert [turn.role for turn in swapped(talk).turns] == ["customer", "agent", "bot"]


def test_a_set_that_is_not_there_is_told_of_and_the_rest_goes_on(tmp_path):
    (tmp_path / "calls" / "bt-oasis").mkdir(parents=True)
    (tmp_path / "calls" / "bt-oasis" / "1.txt").write_text("a|sorry about that|expressRegret\nb|right|ackn\n" * 3)
    results, problems = evaluate(["bt_oasis", "annomi"], tmp_path)
    assert [p.split(":")[0] for p in problems] == ["annomi"]
    regret = next(r for r in results if r.row == "regret")
    assert regret.shipped.f1.value == 1.0
    assert regret.baseline is not None
    assert regret.reached is True
    table = markdown(results)
    assert "F1 ≥ .95: reached" in table
    assert to_data(results)[0]["set"] == "bt_oasis"


def test_a_folder_without_files_is_a_problem_told_in_a_sentence(tmp_path):
    (tmp_path / "meetings" / "mrda").mkdir(parents=True)
    results, problems = evaluate(["mrda"], tmp_path)
    assert results == []
    assert "no *.dadb here" in problems[0]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["bt_oasis", "annomi", "politeness", "convabuse"])
def test_the_real_sets_are_read_whole(name):
    folder = SHARED / SETS[name].folder
    if not folder.is_dir():
        pytest.skip("the shared data are not here")
    for outcome in SETS[name].outcomes(folder, deaf):
        assert len(outcome.gold) == len(outcome.found) == len(outcome.clusters)
        assert 0 < sum(outcome.gold) < len(outcome.gold)
